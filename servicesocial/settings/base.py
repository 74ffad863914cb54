"""What every environment shares. Importing settings never starts a server: see servicesocial/embarque/serveurs.py."""

from typing import Any

from servicesocial.environnement import adresses, chemins, env
from servicesocial.roles import ROLE_APPLICATION, ROLE_PROPRIETAIRE

BASE_DIR = chemins.RACINE
VAR = chemins.dossier_var()
# What the pages are headed with: the name of the organisation using them.
SSAM_NOM_SERVICE = env.texte("SSAM_NOM_SERVICE", "Service social de l’Assurance Maladie")
SSAM_DEMO = False
# Shown on the login page of a demonstration: {"profil": …, "courriel": …}, one password for all.
SSAM_COMPTES_DEMO: list[dict[str, str]] = []
SSAM_MOT_DE_PASSE_DEMO = ""

# Ours come before Django's and the libraries': our `migrate`, `flush` and templates replace theirs.
INSTALLED_APPS = [
    "servicesocial",
    "partners",
    "cases",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "servicesocial.middleware.EntetesMiddleware",
    "servicesocial.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "servicesocial.middleware.DureeSessionMiddleware",
    "servicesocial.middleware.PerimetreMiddleware",
    "servicesocial.middleware.ConnexionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "servicesocial.urls"
WSGI_APPLICATION = "servicesocial.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "servicesocial.pages.presentation.navigation",
            ],
        },
    }
]

# --- Database: one alias, two logins (servicesocial/roles.py) ------------------------------------------------
URL_BASE = env.lire("DATABASE_URL")
EMBARQUE_POSTGRES = URL_BASE is None
EMBARQUE_REDIS = env.lire("REDIS_URL") is None
# Set by wsgi.py and by runserver: pool and time limits are for requests, not for long commands and jobs.
PROCESSUS_WEB = env.texte("SSAM_PROCESSUS", "commande") == "web"
# After two seconds of failures the pool stops trying by itself and each request tries again: its own attempts, further
# and further apart, would keep refusing pages after PostgreSQL is back.
RESERVE = {
    "min_size": 1,
    "max_size": env.entier("SSAM_CONNEXIONS", 8, minimum=1),
    "timeout": 5,
    "reconnect_timeout": 2,
}


def _base_de_donnees() -> dict[str, Any]:
    if URL_BASE is None:
        base: dict[str, Any] = {
            "NAME": env.texte("SSAM_BASE", "ssam"),
            "USER": ROLE_APPLICATION,
            "PASSWORD": "",
            "HOST": str(chemins.socket_postgres()),
            "PORT": "",
            "OPTIONS": {},
        }
    else:
        base = adresses.base_de_donnees(URL_BASE)
        base["PASSWORD"] = env.secret("DATABASE_MOT_DE_PASSE", base["PASSWORD"])
    base |= {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }
    if PROCESSUS_WEB:
        base["OPTIONS"] |= {
            "options": "-c statement_timeout=10000 -c lock_timeout=5000",
            "pool": RESERVE,
        }
    return base


DATABASES = {"default": _base_de_donnees()}
PROPRIETAIRE = {"USER": ROLE_PROPRIETAIRE, "PASSWORD": env.secret("DATABASE_MOT_DE_PASSE_PROPRIETAIRE", "")}

# --- Redis: database 0 for the queue, 1 for the cache --------------------------------------------------------
URL_REDIS = env.texte("REDIS_URL", f"unix://{chemins.socket_redis()}")
CACHES = {
    "default": {
        "BACKEND": "servicesocial.cache.CacheSansPanne",
        "LOCATION": adresses.redis_numero(URL_REDIS, 1),
        "KEY_PREFIX": "ssam",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

# --- Uploads ---------------------------------------------------------------------------------------------------
# Above, an uploaded file is dropped: 100 000 lines of a list are some 15 MB.
SSAM_TELEVERSEMENT_MAX = env.entier("SSAM_TELEVERSEMENT_MAX_MO", 40, minimum=1) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "servicesocial.pages.televersement.PlafondTeleversement",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Celery: PostgreSQL is the truth for jobs, a message only wakes a worker ---------------------------------
CELERY_BROKER_URL = adresses.redis_celery(URL_REDIS, 0)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = env.texte("SSAM_FILE", "ssam")
# A worker that died is replaced once its lease has run out.
SSAM_BAIL_SECONDES = env.entier("SSAM_BAIL_SECONDES", 60, minimum=1)
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_TASK_TIME_LIMIT = 900
# A message whose task outlives this is delivered a second time: it must stay above the time limit.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, int] = {
    "visibility_timeout": 1200,
    "socket_connect_timeout": 2,
    # A Redis that no longer answers must not hold that page either; workers wait one second at most for a message.
    "socket_timeout": 4,
    # Opening the connection of a publisher: its default retries would hold the person's page six seconds.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
# The demand is already in the database: without Redis, fail at once and let the sweeper send it again.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 20
# The lease in PostgreSQL protects a running job; losing Redis is no reason to throw its work away.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = "Europe/Paris"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "planification")
CELERY_BEAT_SCHEDULE = {
    "balayer-les-travaux": {
        "task": "servicesocial.tasks.balayer_travaux",
        "schedule": 10.0,
        # Two missed sweeps are worth one.
        "options": {"expires": 10},
    },
    "effacer-les-exports": {"task": "cases.tasks.effacer_exports", "schedule": 3600.0},
    "oublier-les-listes": {"task": "cases.tasks.oublier_les_listes", "schedule": 6 * 3600.0},
}

# --- Accounts: opened by administrators, e-mail and password -------------------------------------------------
AUTH_USER_MODEL = "partners.Agent"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "nom", "prenom"), "max_similarity": 0.6},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "servicesocial.connexion.adaptateur.AdaptateurCompte"
ACCOUNT_FORMS = {
    "login": "servicesocial.connexion.formulaires.Connexion",
    "reset_password": "servicesocial.connexion.formulaires.MotDePasseOublie",
    "reset_password_from_key": "servicesocial.connexion.formulaires.NouveauMotDePasse",
    "change_password": "servicesocial.connexion.formulaires.ChangerMotDePasse",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 3600

# --- Sessions: 30 minutes idle, 10 hours in all --------------------------------------------------------------
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_DUREE_MAXIMALE = 10 * 3600
# Asked again and again by an open page: these do not keep its session alive.
VEILLES = frozenset({"cases:signalements_arrivees", "cases:fichier_etat", "reporting:bilan_etat"})
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# --- Web surface ---------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Language, dates, numbers --------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
# Left to our template filters: switched on, it would write the year 2023 as « 2 023 ».
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "django_tables2/ssam.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "ligne": {
            "()": "servicesocial.journalisation.lignes.Formateur",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ligne"}},
    "root": {"handlers": ["console"], "level": env.texte("SSAM_JOURNAL", "INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # The lines of runserver: without this they keep a formatter of their own.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # One line a page and a font otherwise.
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
