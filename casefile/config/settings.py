"""Every setting, read from the environment once. Unset means production-strict."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]


def env_text(name: str, default: str | None = None) -> str:
    """Return a variable, or the content of the file that <name>_FILE names.

    Raises:
        ImproperlyConfigured: it is not set and has no default.
    """
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set; see .env.example")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    """Return a variable as true (1) or false (0).

    Raises:
        ImproperlyConfigured: it is neither.
    """
    value = os.environ.get(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1")
    return value == "1"


def env_list(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without empty items."""
    return [item.strip() for item in env_text(name, default).split(",") if item.strip()]


def _read_env_file(path: Path) -> None:
    for line in path.read_text().splitlines() if path.exists() else []:
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


_read_env_file(BASE_DIR / ".env")

RELEASE = "0.1.0"
DEMO = env_flag("DEMO")
SECRET_KEY = env_text("SECRET_KEY")
FIELD_KEYS = env_list("FIELD_KEYS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1")
VAR = Path(env_text("VAR_DIR", str(BASE_DIR / "var")))
EVIDENCE_DIR = Path(env_text("EVIDENCE_DIR", str(VAR / "evidence")))
# "local": evidence lies in EVIDENCE_DIR; "s3": in a bucket of its own, see docs/decisions/0017.
EVIDENCE_STORE = env_text("EVIDENCE_STORE", "local")
S3_BUCKET = env_text("S3_BUCKET", "")
# The server's web address; empty: Amazon's own.
S3_ENDPOINT = env_text("S3_ENDPOINT", "")
S3_REGION = env_text("S3_REGION", "eu-west-2")
# Empty: the rights that the machine itself was given.
S3_ACCESS_KEY = env_text("S3_ACCESS_KEY", "")
S3_SECRET_KEY = env_text("S3_SECRET_KEY", "")
if EVIDENCE_STORE not in {"local", "s3"}:
    raise ImproperlyConfigured("EVIDENCE_STORE must be local or s3")
if EVIDENCE_STORE == "s3" and not S3_BUCKET:
    raise ImproperlyConfigured("EVIDENCE_STORE=s3 needs S3_BUCKET")
# Where tools get a copy of a file that does not lie on a disk of ours; no copy has a name.
WORK_DIR = VAR / "work"
WORK_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
UPLOADS_DIR = Path(env_text("UPLOADS_DIR", str(VAR / "uploads")))
# Path of a ClamAV daemon's socket, or host:port; empty: files show as "not scanned".
CLAMD_ADDRESS = env_text("CLAMD_ADDRESS", "")
KEYS_DIR = Path(env_text("KEYS_DIR", str(VAR / "keys")))
# Where heads of the log are kept a second time, written once: a folder under other hands.
SEALS_DIR = env_text("SEALS_DIR", str(VAR / "seals"))
# A time-stamp authority (RFC 3161) by its web address, and the certificates by which it is trusted.
TIMESTAMP_AUTHORITY = env_text("TIMESTAMP_AUTHORITY", "")
TIMESTAMP_ROOTS = env_text("TIMESTAMP_ROOTS", "")
if TIMESTAMP_AUTHORITY and not TIMESTAMP_ROOTS:
    raise ImproperlyConfigured("TIMESTAMP_AUTHORITY needs TIMESTAMP_ROOTS, a file of certificates")
REFERENCE_DATA_DIR = Path(
    env_text(
        "REFERENCE_DATA_DIR",
        str(BASE_DIR / "node_modules/@moj-bichard7-developers/bichard7-next-data"),
    )
)
# Map tiles of our own, as <zoom>/<x>/<y>.png; without them the pin stands on a grid.
MAP_TILES_DIR = env_text("MAP_TILES_DIR", "")
PUBLIC_ADDRESS = env_text("PUBLIC_ADDRESS", "http://localhost:8000")
OPERATIONS_TOKEN = env_text("OPERATIONS_TOKEN", "")
if not FIELD_KEYS:
    raise ImproperlyConfigured("FIELD_KEYS is empty; see .env.example")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "oauth2_provider",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "casefile",
    "casefile.uploads",
    "casefile.worker",
    "casefile.desk",
    "casefile.manage",
    "casefile.mg",
    "casefile.bundles",
    "casefile.capture",
    "intake",
    "cps_exchange",
    "victims",
]
MIDDLEWARE = [
    "casefile.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "casefile.middleware.no_store",
    "casefile.middleware.no_devices",
    "casefile.middleware.demonstration_moment",
    "casefile.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "casefile.middleware.hidden_origin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "casefile.middleware.RefusalsAsPages",
]
ROOT_URLCONF = "casefile.config.urls"
WSGI_APPLICATION = "casefile.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casefile.desk.context.who_is_signed_in",
                "intake.desk.context.notices",
            ]
        },
    }
]


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = BASE_DIR / url.removeprefix("sqlite:///")
        path.parent.mkdir(parents=True, exist_ok=True)
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}
    if parts.scheme != "postgresql":
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:// or postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database(env_text("DATABASE_URL", "sqlite:///var/casefile.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "casefile.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "casefile/locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = env_flag("SERVE_STATIC_FROM_SOURCE")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
# Files of forms wait here and not in /tmp, where they would outlive a killed process unseen.
FILE_UPLOAD_TEMP_DIR = str(UPLOADS_DIR / "forms")
Path(FILE_UPLOAD_TEMP_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)

HTTPS = env_flag("HTTPS", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "casefile.manage.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "casefile.api.problem_details",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Casefile",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "SCOPES_BACKEND_CLASS": "casefile.api.scopes.ClientScopes",
    "ALLOWED_GRANT_TYPES": ["client_credentials"],
}

CELERY_BROKER_URL = env_text("CELERY_BROKER_URL", "filesystem://")
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(VAR / "broker/queue"),
        "data_folder_out": str(VAR / "broker/queue"),
        "control_folder": str(VAR / "broker/control"),
        "store_processed": False,
    }
    if CELERY_BROKER_URL.startswith("filesystem")
    else {}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "casefile.sweep", "schedule": 5.0, "options": {"expires": 5}}
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_text("LOG_LEVEL", "INFO")},
}
