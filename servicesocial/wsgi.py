"""What gunicorn serves: `gunicorn servicesocial.wsgi`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")
# Read by the settings: connection pool and time limits on statements.
os.environ.setdefault("SSAM_PROCESSUS", "web")

from django.core.wsgi import get_wsgi_application  # noqa: E402 (after the variables it reads)

from servicesocial import embedded  # noqa: E402

embedded.demarrer_si_besoin()
application = get_wsgi_application()
