"""One machine, embedded servers, secrets drawn once: development and `make demo`."""

from servicesocial.embarque.secrets import secret_local
from servicesocial.environnement import env
from servicesocial.settings.base import *
from servicesocial.settings.base import VAR

# `make demo` switches it off: people then see the pages they would see in production.
DEBUG = env.booleen("SSAM_DEBUG", defaut=True)
SECRET_KEY = env.secret("SSAM_CLE_SECRETE", secret_local("cle_secrete"))
CLE_NIR = env.cle("SSAM_CLE_NIR", secret_local("cle_nir"))
CLE_INDEX_NIR = env.cle("SSAM_CLE_INDEX_NIR", secret_local("cle_index_nir"))
# The banner that says that nothing here is real.
SSAM_DEMO = env.booleen("SSAM_DEMO", defaut=True)
SSAM_MOT_DE_PASSE_DEMO = "bonjour-service-social"
SSAM_COMPTES_DEMO = [
    {"profil": "Assistante de service social, Ain", "courriel": "ass.ain@example.org"},
    {"profil": "Conseillère (CSAM), Ain", "courriel": "csam.ain@example.org"},
    {"profil": "Secrétariat, Ain", "courriel": "secretariat.ain@example.org"},
    {"profil": "Manager, Ain", "courriel": "manager.ain@example.org"},
    {"profil": "Manager, Ardèche", "courriel": "manager.ardeche@example.org"},
    {"profil": "Manager, Drôme", "courriel": "manager.drome@example.org"},
    {"profil": "Région", "courriel": "region@example.org"},
    {"profil": "Administration", "courriel": "admin@example.org"},
]
ALLOWED_HOSTS = env.liste("SSAM_HOTES", ("localhost", "127.0.0.1", "[::1]"))

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "courriels"
DEFAULT_FROM_EMAIL = "service-social@exemple.invalid"

WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
