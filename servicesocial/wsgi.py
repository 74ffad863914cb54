"""What gunicorn serves: `gunicorn servicesocial.wsgi`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")
# Read by the settings: connection pool and time limits on statements.
os.environ.setdefault("SSAM_PROCESSUS", "web")

from django.core.wsgi import get_wsgi_application

from servicesocial.embarque import serveurs

serveurs.demarrer_si_besoin()
application = get_wsgi_application()
