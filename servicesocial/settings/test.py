"""Tests: the embedded PostgreSQL, fixed secrets, nothing shared between parallel workers."""

from servicesocial.settings.base import *
from servicesocial.settings.base import DATABASES, MIDDLEWARE, TEMPLATES, VAR
from servicesocial.settings.variables_strictes import VariableStricte

DEBUG = False
SECRET_KEY = "cle-des-essais-sans-valeur-hors-d-ici"
CLE_NIR = bytes(range(32))
CLE_INDEX_NIR = bytes(range(32, 64))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

# Hashing a password on purpose slowly would cost half a second per agent created.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "service-social@exemple.invalid"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
STATIC_ROOT = VAR / "static-essais"

# The test database does not outlive the run: waiting for the disk would only slow it.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"

# whitenoise would warn about a directory that only collectstatic makes.
MIDDLEWARE = [nom for nom in MIDDLEWARE if not nom.startswith("whitenoise.")]

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = VariableStricte("%s")
