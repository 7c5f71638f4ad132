"""Every setting, from the environment. Safe by default: no door is open that the environment did not ask for."""

import logging
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from accounts.demo import DEMO_PASSWORD, DEMO_SIGN_INS  # noqa: F401 - settings, shown only where DEMO is set

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- What kind of start this is -------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # shows the demo's sign-ins and the mailbox page; never set it where real people are
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # keys that it had before: they still open
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")  # mails are written outside any request
SECURE_TRANSPORT = env.bool("SECURE_TRANSPORT", not (DEBUG or DEMO))
if DEMO and SECURE_TRANSPORT:
    raise ImproperlyConfigured("DEMO gives its password to everybody, so it is for one machine: unset DEMO here.")

# Keys that wrap each organization's data key: "name:base64 of 32 bytes", the first is used for new wraps.
CAIRN_KEYS = env.list("CAIRN_KEYS", default=[])
# Public keys of agreements that were sealed with install keys which are gone: they can still be checked here.
AGREEMENT_KEYS = env.list("AGREEMENT_KEYS", default=[])

# --- The parts ------------------------------------------------------------------------------------------------------
ROOMS = [
    "programs.engagements",
    "programs.covenant",
    "programs.scheduling",
    "programs.notes",
    "programs.goals",
    "programs.evaluations",
    "programs.mentoring",
    "programs.coaching",
    "programs.training",
    "programs.notifications",
    "programs.dashboard",
]
INSTALLED_APPS = [
    "portal.tenancy",
    "portal.outbox",
    "portal.audit",
    "portal.vault",
    "portal.ui",
    "portal",
    "accounts",
    *[room for room in ROOMS if (BASE_DIR / room.replace(".", "/") / "apps.py").exists()],
    "allauth",
    "allauth.account",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.OrganizationMiddleware",
    "programs.notifications.middleware.UnreadNoticesMiddleware",
    "portal.ui.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.ui.context_processors.shell",
            ],
            "builtins": ["portal.ui.templatetags.ui", "django.templatetags.static"],
        },
    },
]
FORM_RENDERER = "portal.ui.forms.PortalRenderer"

# --- Database: the portal connects as a role that owns nothing; migrations run as the owner -------------------------
DATABASE_URL = env.str("DATABASE_URL")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", DATABASE_URL)


def _database(url: str) -> dict:
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "portal.tenancy.backend",
        "NAME": parts.pop("dbname", "cairn"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": env.int("DATABASE_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # a pooler in transaction mode may stand in between
        "OPTIONS": parts,
    }


DATABASES = {"default": _database(DATABASE_URL)}
if env.bool("DATABASE_POOL", False):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": env.int("DATABASE_POOL_SIZE", 8)}
DATABASE_OWNER = _database(DATABASE_OWNER_URL)

# --- Broker, tasks and limits ---------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL")
# Only how often somebody may try to sign in: a Redis that is away or flushed must neither stop nor reset that.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # a flushed Redis must sign nobody out
CELERY = {
    "broker_url": REDIS_URL,
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "broker_connection_retry_on_startup": True,
    "timezone": "UTC",
    "beat_scheduler": "portal.outbox.beat:SeenScheduler",
    "beat_schedule_filename": env.str("BEAT_SCHEDULE", "/tmp/cairn-beat-schedule"),  # noqa: S108 - a cache that beat can lose
}
BEAT_SECONDS = env.int(
    "BEAT_SECONDS", 60
)  # how often beat looks for what is due; the longest that a lost wake-up costs

# Addresses that people type are fetched from the open Internet alone. A demo may also read its own sample documents.
FETCH_ALLOW_LOOPBACK = env.bool("FETCH_ALLOW_LOOPBACK", False)
if FETCH_ALLOW_LOOPBACK and SECURE_TRANSPORT:
    raise ImproperlyConfigured("FETCH_ALLOW_LOOPBACK lets strangers read what this machine serves: unset it here.")

LEASE_SECONDS = env.int("LEASE_SECONDS", 300)  # how long a killed worker's events and mails wait for another one

# --- People and sign-in ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or address is told to the person by mail
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "accounts.queries.display_name"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# --- Mail -----------------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
MAILBOX_DIR = env.str("MAILBOX_DIR", "")  # mails as files, readable on the operator's mailbox page
if MAILBOX_DIR:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAILBOX_DIR
elif DEMO and (EMAIL_CONFIG["EMAIL_BACKEND"].endswith("smtp.EmailBackend") or env.str("ANYMAIL_ESP", "")):
    raise ImproperlyConfigured("DEMO makes up people and writes to them: set MAILBOX_DIR, or unset DEMO.")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)  # a mail server that does not answer must not hold a worker

# A provider over its own interface, which also tells what came back. Its keys are variables called like the settings of
# django-anymail: POSTMARK_SERVER_TOKEN is ANYMAIL_POSTMARK_SERVER_TOKEN.
ANYMAIL_ESP = env.str("ANYMAIL_ESP", "")
ANYMAIL = {
    **{
        name.removeprefix("ANYMAIL_"): value
        for name, value in env.ENVIRON.items()
        if name.startswith("ANYMAIL_") and name != "ANYMAIL_ESP"
    },
    "IGNORE_UNSUPPORTED_FEATURES": True,  # many take a calendar as a file only, and not as a part of the mail
    "REQUESTS_TIMEOUT": EMAIL_TIMEOUT,
}
if ANYMAIL_ESP and not ANYMAIL_ESP.isidentifier():
    raise ImproperlyConfigured(
        "ANYMAIL_ESP is the name of a provider as django-anymail spells it: postmark, mailgun, …"
    )
if ANYMAIL_ESP and ":" not in ANYMAIL.get("WEBHOOK_SECRET", ""):
    raise ImproperlyConfigured(
        "Whoever can post to /webhooks/mail/ can stop people’s mails: set ANYMAIL_WEBHOOK_SECRET to user:password."
    )
if ANYMAIL_ESP and not MAILBOX_DIR:
    EMAIL_BACKEND = f"anymail.backends.{ANYMAIL_ESP}.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Cairn <portal@cairn.example>")

# --- Language and time: stored in UTC, shown in the viewer's zone ---------------------------------------------------
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files and the browser's rules ---------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("STATIC_MANIFEST", not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_TRANSPORT
SECURE_SSL_REDIRECT = SECURE_TRANSPORT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TRANSPORT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_TRANSPORT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

logging.raiseExceptions = DEBUG  # a handler that fails would print the record, with all that an exception says
DEFAULT_EXCEPTION_REPORTER = "portal.logs.QuietReporter"  # an error report quotes nobody either
DEFAULT_EXCEPTION_REPORTER_FILTER = "portal.logs.QuietReporterFilter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "portal.logs.QuietFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {
        "hide_secrets": {"()": "portal.logs.HideSecrets"},
        "not_debugging": {"()": "django.utils.log.RequireDebugFalse"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["hide_secrets"]},
        "mail_admins": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["not_debugging", "hide_secrets"],
        },
    },
    "loggers": {
        "django": {"handlers": ["mail_admins"], "level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
