#!/usr/bin/env python
"""Commands of the application. The embedded servers are started when the command needs them."""

import os
import sys

# These neither read nor write the database.
SANS_SERVEUR = {"serveurs", "help", "check", "collectstatic", "--help", "-h", "--version", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")
    commande = sys.argv[1] if len(sys.argv) > 1 else "help"
    if commande == "runserver":
        os.environ.setdefault("SSAM_PROCESSUS", "web")

    from django.core.management import execute_from_command_line

    from servicesocial.embarque import serveurs
    from servicesocial.environnement.env import ReglageInvalide

    try:
        if commande not in SANS_SERVEUR:
            serveurs.demarrer_si_besoin()
        execute_from_command_line(sys.argv)
    except (ReglageInvalide, serveurs.ServeurIndisponible) as erreur:
        sys.exit(str(erreur))


if __name__ == "__main__":
    main()
