"""Production: every secret and address is required, nothing embedded is started."""

from servicesocial.environnement import env
from servicesocial.settings.base import *
from servicesocial.settings.base import BASE_DIR, EMBARQUE_POSTGRES, EMBARQUE_REDIS

if EMBARQUE_POSTGRES:
    raise env.ReglageInvalide("DATABASE_URL", "est obligatoire en production")
if EMBARQUE_REDIS:
    raise env.ReglageInvalide("REDIS_URL", "est obligatoire en production")

DEBUG = False
SECRET_KEY = env.secret("SSAM_CLE_SECRETE")
CLE_NIR = env.cle("SSAM_CLE_NIR")
CLE_INDEX_NIR = env.cle("SSAM_CLE_INDEX_NIR")
ALLOWED_HOSTS = env.liste("SSAM_HOTES")
if not ALLOWED_HOSTS:
    raise env.ReglageInvalide("SSAM_HOTES", "doit donner les noms d'hôte du site, séparés par des virgules")
CSRF_TRUSTED_ORIGINS = [f"https://{hote}" for hote in ALLOWED_HOSTS]

# TLS ends at the reverse proxy, which must set this header itself and drop the one it receives.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Whose sendings are counted: the address that the last of these proxies saw, not the proxy's own.
ALLAUTH_TRUSTED_PROXY_COUNT = env.entier("SSAM_MANDATAIRES", 1, minimum=0)
# The container's own probe speaks plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

EMAIL_HOST = env.texte("SSAM_SMTP_HOTE")
EMAIL_PORT = env.entier("SSAM_SMTP_PORT", 587, minimum=1, maximum=65535)
EMAIL_HOST_USER = env.texte("SSAM_SMTP_UTILISATEUR", "")
EMAIL_HOST_PASSWORD = env.secret("SSAM_SMTP_MOT_DE_PASSE", "")
EMAIL_USE_TLS = env.booleen("SSAM_SMTP_TLS", defaut=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.texte("SSAM_EXPEDITEUR")

STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
