"""Settings, read once from the environment and from `.env` (`.env.sample` lists them all).

`LEAGUE_ENV=development` needs no setting. `LEAGUE_ENV=production` refuses to start on a setting
that is missing or unsafe, and says which one and what to do.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

BASE_DIR = Path(__file__).resolve().parent.parent

env = FileAwareEnv(strip_whitespace=True)
env.read_env(BASE_DIR / ".env", recurse=False)

LEAGUE_ENV = env.str("LEAGUE_ENV", "development")
if LEAGUE_ENV not in {"development", "production"}:
    raise ImproperlyConfigured("LEAGUE_ENV must be development or production.")
PRODUCTION = LEAGUE_ENV == "production"
VAR_DIR = Path(env.str("LEAGUE_VAR_DIR", "") or BASE_DIR / "var")

# --- What production must be told -------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
DATABASE_URL = env.str("DATABASE_URL", "")
DATABASE_PASSWORD = env.str("DATABASE_PASSWORD", "")
REPLICA_URL = env.str("REPLICA_URL", "")
REPLICA_MAX_LAG = env.float("REPLICA_MAX_LAG", 5.0)  # seconds

# --- Single sign-on, by OpenID Connect: off while nothing of it is set ------------------------
OIDC_NAME = env.str("OIDC_NAME", "")
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
_OIDC = (OIDC_NAME, OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)
if any(_OIDC) and not all(_OIDC):
    raise ImproperlyConfigured(
        "Single sign-on needs all of OIDC_NAME, OIDC_SERVER_URL, OIDC_CLIENT_ID and "
        "OIDC_CLIENT_SECRET, or none of them."
    )


def _origin(address: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _refusals() -> list[str]:
    """One line for each setting with which a public site would be unsafe."""
    lines = []
    if DEBUG:
        lines.append("DEBUG shows readers the program's inside: remove it or set DEBUG=false.")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        lines.append(
            "SECRET_KEY must be 50 or more random characters: make one with "
            "`python -c 'import secrets; print(secrets.token_urlsafe(64))'`."
        )
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        lines.append("ALLOWED_HOSTS must name the site's hosts, such as league.example.org.")
    if not DATABASE_URL.startswith(("postgres://", "postgresql://")):
        lines.append("DATABASE_URL must name a PostgreSQL server: postgres://user@host:5432/name.")
    if OIDC_SERVER_URL and not OIDC_SERVER_URL.startswith("https://"):
        lines.append("OIDC_SERVER_URL must begin with https://: who signs in is told over it.")
    return lines


def _kept_secret_key() -> str:
    """The development key: made once, readable by its owner only."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        own = path.with_name(f"secret-key.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(64))
        own.rename(path)
    return path.read_text()


if PRODUCTION:
    if _problems := _refusals():
        raise ImproperlyConfigured("\n  ".join(["Production refuses to start:", *_problems]))
else:
    SECRET_KEY = SECRET_KEY or _kept_secret_key()
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

# --- Applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tables2",
    "django_filters",
    "trusts.apps.TrustsConfig",
    "league.apps.LeagueConfig",
]

MIDDLEWARE = [
    "league.request_ids.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "league.page_cache.middleware.own_unless_shared",
    "csp.middleware.CSPMiddleware",
    "league.middleware.permissions_policy",
    "league.middleware.PublicationsOnTime",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "league.signing_in.second_factor.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "league.urls"
WSGI_APPLICATION = "league.wsgi.application"

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
                "league.context_processors.site",
            ],
        },
    },
    {
        "NAME": "jinja",  # for what comes by the dozen: docs/adr/0062
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "league.jinja.environment"},
    },
]

# --- Database ---------------------------------------------------------------------------------
PORT = env.int("PORT", 8000)  # of `make run`
DATABASE_POOL_SIZE = env.int("DATABASE_POOL_SIZE", 0)
PGBOUNCER = env.bool("PGBOUNCER", False)


# Seconds, but the last, which is in milliseconds: a server whose machine died says nothing.
_NOT_FOR_EVER = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


def _named_database(setting: str, pool: int = 0) -> dict[str, Any]:
    """The server that this setting names, with a pool of so many connections when asked for."""
    database: dict[str, Any] = env.dj_db_url(
        setting, conn_max_age=0 if pool else 60, conn_health_checks=True
    )
    database["PASSWORD"] = database.get("PASSWORD") or DATABASE_PASSWORD
    options = database.setdefault("OPTIONS", {})
    for option, value in _NOT_FOR_EVER.items():
        options.setdefault(option, value)
    if pool:  # whose timeout is also what a request waits when the server is gone
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
    if PGBOUNCER:  # each transaction may run on another of the server's connections
        database["DISABLE_SERVER_SIDE_CURSORS"] = True
        options["prepare_threshold"] = None
    return database


def _embedded_database() -> dict[str, Any]:
    """Our own server in the checkout, started at the first connection (league.local)."""
    return {
        "ENGINE": "league.local.backend",
        "NAME": "league",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {
    "default": _named_database("DATABASE_URL", DATABASE_POOL_SIZE)
    if DATABASE_URL
    else _embedded_database()
}
if REPLICA_URL:  # without a pool, in which readers would wait for one that just died
    DATABASES["replica"] = _named_database("REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["league.databases.routing.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Planned publications ---------------------------------------------------------------------
PUBLICATION_CHECK_SECONDS = 20  # less than league.services.embargo.NOTICE

# --- Pages that are kept: league.page_cache, docs/adr/0060 -------------------------------------
PAGE_CACHE = env.bool("PAGE_CACHE", not DEBUG)
PAGE_CACHE_DIR = env.str("PAGE_CACHE_DIR", "") or str(VAR_DIR / "pages")
PAGE_CACHE_DISK_MB = env.int("PAGE_CACHE_DISK_MB", 512)
PAGE_CACHE_MEMORY_MB = env.int("PAGE_CACHE_MEMORY_MB", 64)  # of each process
PAGE_CACHE_ASK_SECONDS = 1.0  # between two looks for something newer
PAGE_CACHE_WARM_SECONDS = env.float("PAGE_CACHE_WARM_SECONDS", 30.0)  # before a publication is seen
CDN_SECONDS = env.int("CDN_SECONDS", 30)
VALKEY_URL = env.str("VALKEY_URL", "")

# --- What readers are told --------------------------------------------------------------------
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")  # on the page about this site

# --- Static files: built by npm into static/build, collected, fingerprinted, compressed -------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- Security ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # a chart that is taken away as a picture is a blob
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^(healthz|livez)$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION and env.bool("HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = PRODUCTION and env.bool("HSTS_PRELOAD", True)
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# --- Signing in: league.signing_in, docs/people.md --------------------------------------------
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", False)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "league.signing_in.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "league.signing_in.lockout.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "code"]
AXES_VERBOSE = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
ACCOUNT_ADAPTER = "league.signing_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": None}  # that is for axes to count
MFA_ADAPTER = "league.signing_in.adapters.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Trust League"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "league.signing_in.forms.AuthenticateForm",
    "reauthenticate": "league.signing_in.forms.ReauthenticateForm",
}
SOCIALACCOUNT_ADAPTER = "league.signing_in.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
if OIDC_NAME:
    _PROVIDER = {
        "provider_id": "oidc",
        "name": OIDC_NAME,
        "client_id": OIDC_CLIENT_ID,
        "secret": OIDC_CLIENT_SECRET,
        "settings": {"server_url": OIDC_SERVER_URL},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_PROVIDER], "OAUTH_PKCE_ENABLED": True}}
    # Browsers hold a form's redirects to this as well.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(_origin(OIDC_SERVER_URL))

# --- Logging: to standard error, for whoever runs the process to keep -------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"}
    },
    "filters": {"request": {"()": "league.request_ids.OnLogLines"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}

DJANGO_TABLES2_TEMPLATE = "django_tables2/table.html"
