"""Settings of the web side: everything that differs between places comes from the environment.

``KITH_SECRET_KEY`` (kept in the var folder when not given), ``KITH_DEMO`` (1 shows the demo's people on the sign-in
page, on loopback only), ``KITH_COUNCIL`` (whose site it is, named on every page), ``KITH_HOSTS`` (names this site
answers to), ``KITH_HTTPS`` (1 behind TLS), ``KITH_OIDC`` (a file of partners' own sign-ins), ``KITH_TODAY`` (the day,
in demos and tests), ``KITH_RUN_WEEKS`` (how long runs are kept), ``KITH_LOG_LEVEL``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from kith.project.partner_sign_in.partners import allauth_apps
from kith.project.postgres import remembered_urls, var_folder
from kith.project.secret_key import read_secret_key
from kith.project.static_headers import add_headers

PROJECT = Path(__file__).resolve().parent
DEFINITIONS = PROJECT.parent / "definitions"
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = False
DEMO = os.environ.get("KITH_DEMO") == "1"
COUNCIL = os.environ.get("KITH_COUNCIL", "Wexmoor example council" if DEMO else "")
HTTPS = os.environ.get("KITH_HTTPS") == "1"
KITH_RUN_WEEKS = int(os.environ.get("KITH_RUN_WEEKS", "26"))  # how long a run that nobody goes back to is kept
ALLOWED_HOSTS = LOOPBACK if DEMO else [*LOOPBACK, *os.environ.get("KITH_HOSTS", "").split()]


SECRET_KEY = read_secret_key(var_folder(), is_open_to_others=HTTPS)

# Each alias is a database role. The web role is the default and owns nothing; migrations run as the owner, a run is
# loaded by the loader, only the audit role may read the access log, families' pages are the portal's, and pages for
# somebody without an account are the public role's.
DATABASE_ROLES = {
    "default": "web",
    "owner": "owner",
    "loader": "loader",
    "audit": "audit",
    "portal": "portal",
    "public": "public",
}


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url) if url else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "kith"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", "127.0.0.1"),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Only what base/sql.py asks to be kept planned is: Django's own questions carry their values in the text.
            "prepare_threshold": 5,
            **{name: parts[name] for name in ("sslmode", "sslrootcert") if name in parts},
        },
    }


_urls = remembered_urls()
DATABASES = {alias: _database(_urls.get(role, "")) for alias, role in DATABASE_ROLES.items()}
# That a code was used, and how often something failed, is known to every process; and is not dropped to make room.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "kith.project.partner_sign_in",
    "axes",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "kith.apps.base",
    "kith.apps.audit",
    "kith.apps.agencies",
    "kith.apps.governance",
    "kith.apps.drafts",
    "kith.apps.intake",
    "kith.apps.people",
    "kith.apps.register",
    "kith.apps.enquiries",
    "kith.apps.matching",
    "kith.apps.rights",
    "kith.apps.frontdoor",
    "kith.apps.casework",
    "kith.apps.singleview",
    "kith.apps.partners",
    "kith.apps.portal",
    "kith.apps.beside",
    "kith.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kith.project.middleware.NeverStored",
    "kith.project.portal_session.PortalSession",
    "kith.project.middleware.NoNullCharacters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "kith.project.middleware.SessionLimits",
    "kith.project.middleware.WorkerAndPurpose",
    "kith.project.middleware.ExpectedErrors",
    "kith.project.middleware.NotTooOften",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kith.project.urls"
WSGI_APPLICATION = "kith.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kith.project.context.page",
                "kith.project.sign_in.demo_sign_ins",
                "kith.project.sign_in.partners",
            ]
        },
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in (PROJECT / "static",) if folder.exists()]
STATIC_ROOT = None  # served straight from where the build puts them: nothing to collect
WHITENOISE_USE_FINDERS = True
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers  # it answers before the policy of pages is added

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Sign-in: a username, a password and a code. Accounts are made by the council, never by the person signing in.
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kith.project.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
# Partners' own sign-ins. An address that starts one is posted to, keeps nothing of the partner's token, and never makes
# an account.
SOCIALACCOUNT_ADAPTER = "kith.project.sign_in.PartnerSignInAdapter"
SOCIALACCOUNT_PROVIDERS = {"partner": {"APPS": allauth_apps(os.environ.get("KITH_OIDC"))}}
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# Counting failed sign-ins is left to axes, which counts in the database and so over every process.
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False}
MFA_ADAPTER = "kith.project.sign_in.CodeAdapter"
MFA_FORMS = {
    "authenticate": "kith.project.one_time_code.CodeOnceForm",
    "reauthenticate": "kith.project.one_time_code.CodeOnceAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # without TLS the site answers on this machine alone
MFA_TOTP_ISSUER = "Kith"
MFA_TOTP_TOLERANCE = 1
AXES_FAILURE_LIMIT = 10
AXES_CLIENT_IP_CALLABLE = "kith.project.where_from.client_address"
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

SESSION_ENGINE = "kith.apps.agencies.models.sitting"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Behind TLS a browser keeps these for this host alone, whatever a neighbouring site sets.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
# Bound to the path of the family's pages, which a name with __Host- may not be.
FAMILY_COOKIE_NAME = "__Secure-kith_family" if HTTPS else "kith_family"
# Held by browsers on which a sign of Kith may endanger somebody: it tells nothing, and ends with the browser.
OWN_WAY_COOKIE_NAME = "__Secure-p" if HTTPS else "p"
CSRF_COOKIE_AGE = None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kith.project.error_pages.token_is_old"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

PROCRASTINATE_IMPORT_PATHS = ["kith.project.tasks"]
PROCRASTINATE_DATABASE_ALIAS = "default"

# A log line may carry a reference, never a person: the filter drops query strings, SQL parameters and form data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "kith.project.quiet_logs.NoPersonalData"}},
    "formatters": {"plain": {"()": "kith.project.quiet_logs.PlainFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["no_personal_data"], "formatter": "plain"},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("KITH_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "axes": {"level": "ERROR"},
    },
}
