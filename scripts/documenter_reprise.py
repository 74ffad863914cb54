"""Writes the tables of docs/reprise.md from the declarations of the import format."""

import os
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(RACINE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")

    import django  # noqa: PLC0415 - the settings are named first

    django.setup()
    from cases.reprise.documentation import DEBUT, rediger  # noqa: PLC0415

    page = RACINE / "docs" / "reprise.md"
    ecrite_a_la_main = page.read_text("utf-8").partition(DEBUT)[0]
    page.write_text(f"{ecrite_a_la_main}{DEBUT}{rediger()}", encoding="utf-8")


if __name__ == "__main__":
    main()
