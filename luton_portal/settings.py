"""One settings module, read from the environment.

`PORTAL_MODE` is `production` (the default, which refuses to start without what it needs, and names
it), `demo` (what `make run` starts: SQLite, invented people, the mailbox page) or `test`.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

env = environ.Env()

MODE = env.str("PORTAL_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"PORTAL_MODE is {MODE!r}; use production, demo or test.")
PRODUCTION, DEMO = MODE == "production", MODE == "demo"

REQUIRED_IN_PRODUCTION = [
    "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL",
    "DEFAULT_FROM_EMAIL", "CONTACT_EMAIL", "CONTACT_TELEPHONE", "EQUALITY_KEYS",
]  # fmt: skip


def _refuse_in_production(is_so: bool, words: str) -> None:
    """Stop here where this is production and it can't start, and say why."""
    if PRODUCTION and is_so:
        raise ImproperlyConfigured(f"The portal can't start in production with{words}")


missing = [name for name in REQUIRED_IN_PRODUCTION if not env.str(name, "")]
_refuse_in_production(bool(missing), f"out: {', '.join(missing)}. See .env.example.")
DEMO_SECRET_KEY = "demo-and-test-only-" + "0" * 40
SECRET_KEY = env.str("SECRET_KEY", DEMO_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
_refuse_in_production(
    DEMO_SECRET_KEY in {SECRET_KEY, *SECRET_KEY_FALLBACKS}, " the SECRET_KEY of the demonstration."
)
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "testserver"])
_refuse_in_production(
    "*" in ALLOWED_HOSTS,
    " ALLOWED_HOSTS=*: name its own hosts, or its pages could be made to lead elsewhere.",
)
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "involvement@portal.example")
CONTACT_TELEPHONE = env.str("CONTACT_TELEPHONE", "01582 000000")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

STOREYS = [
    "luton_portal", "recruitment", "publishing", "monitoring", "buildings", "oruk", "awards",
    "activities", "bookings", "investment", "taskforce", "hubs", "panels", "collaboration_fund",
    "partnerships", "organisations", "programme", "assessment", "questionnaires", "officers",
    "jobs", "people", "messaging", "places", "core",
]  # fmt: skip
INSTALLED_APPS = [
    "modeltranslation",
    *STOREYS,
    "luton_portal.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "corsheaders",
    "csp",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.PermissionsPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.middleware.TidyText",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
]

ROOT_URLCONF = "luton_portal.urls"
WSGI_APPLICATION = "luton_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.portal",
            ],
        },
    },
]
FORM_RENDERER = "core.renderer.PortalRenderer"
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- Data -----------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{LOCAL_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {
                # A stopped Redis slows the portal down; it must not stop a registration.
                "IGNORE_EXCEPTIONS": True,
                "SOCKET_CONNECT_TIMEOUT": 1,
                "SOCKET_TIMEOUT": 1,
            },
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "tick": {"task": "jobs.tasks.tick", "schedule": 60, "options": {"expires": 60}}
}

# --- Signing in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_HASHERS = "django.contrib.auth.hashers"
PASSWORD_HASHERS = [f"{_HASHERS}.ScryptPasswordHasher", f"{_HASHERS}.PBKDF2PasswordHasher"]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
# An account or a mailbox is counted first and closely. A network address may be a library, a school
# or a mobile network, so it is counted last: 300 people there may sign in within ten minutes, each
# trying twice, and twenty classes may answer a survey within the hour.
TRIES_PER_NETWORK = env.int("TRIES_PER_NETWORK", 600)
SURVEYS_PER_NETWORK = env.int("SURVEYS_PER_NETWORK", 600)
PER_NETWORK = f"{TRIES_PER_NETWORK}/10m/ip"
ACCOUNT_RATE_LIMITS = {
    "request_login_code": f"3/m/key,10/h/key,{PER_NETWORK}",
    "confirm_email": f"3/m/key,10/h/key,{PER_NETWORK}",
    "login": PER_NETWORK,
    "login_failed": f"5/5m/key,{PER_NETWORK}",
    "signup": PER_NETWORK,
    "reset_password": f"5/m/key,{PER_NETWORK}",
    "reset_password_from_key": PER_NETWORK,
    "answer_survey": f"{SURVEYS_PER_NETWORK}/h/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": PER_NETWORK}
ACCOUNT_SESSION_REMEMBER = False  # Staff sessions end with the browser.
ACCOUNT_FORMS = {
    "confirm_login_code": "people.forms.account.LoginCodeForm",
    "confirm_email_verification_code": "people.forms.account.EmailCodeForm",
    "add_email": "people.forms.account.ChangeEmailForm",
    "reauthenticate": "people.forms.account.ConfirmPasswordForm",
    "reset_password": "people.forms.account.AskResetForm",
    "reset_password_from_key": "people.forms.account.ResetForm",
    "change_password": "people.forms.account.ChangePasswordForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
PASSWORD_RESET_TIMEOUT = 60 * 60
MFA_FORMS = {
    "authenticate": "people.forms.account.SecondStepForm",
    "reauthenticate": "people.forms.account.RepeatSecondStepForm",
    "activate_totp": "people.forms.account.AddAppForm",
    "add_webauthn": "people.forms.account.AddPasskeyForm",
    "edit_webauthn": "people.forms.account.RenamePasskeyForm",
    "login_webauthn": "people.forms.account.PasskeySignInForm",
    "authenticate_webauthn": "people.forms.account.PasskeyStepForm",
    "reauthenticate_webauthn": "people.forms.account.RepeatPasskeyForm",
}
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
AUDITLOG_DISABLE_REMOTE_ADDR = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Luton involvement portal"

# --- Citizen panels -------------------------------------------------------------------------

# Which share of a session's places may be held from one network before anybody has entered a code:
# a library or a mobile network is one address for many people, and one visitor with invented
# addresses is one too. Who comes after waits in line, and gets a free place with their code.
PANELS_HOLDS_FROM_ONE_NETWORK = env.float("PANELS_HOLDS_FROM_ONE_NETWORK", 0.25)

# --- Grants as open data ----------------------------------------------------------------------

# What ids of grants begin with: the council registers it with 360Giving, as 360G-LutonCouncil, and
# never changes it. Without one nothing is published.
PUBLISHER_PREFIX = env.str("PUBLISHER_PREFIX", "" if PRODUCTION else "360G-example")
# Who gives: its number in org-id.guide's register of councils, name, department and website.
FUNDER_ID = env.str("FUNDER_ID", "GB-LAE-LUT")
FUNDER_NAME = env.str("FUNDER_NAME", "Luton Council")
FUNDER_DEPARTMENT = env.str("FUNDER_DEPARTMENT", "Social Justice Unit")
FUNDER_WEBSITE = env.str("FUNDER_WEBSITE", "")
_OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
OPEN_DATA_LICENCE = env.str("OPEN_DATA_LICENCE", _OPEN_GOVERNMENT)

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ur", "اردو")]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["core.formats"]

# --- Places ---------------------------------------------------------------------------------

WARD_LOOKUP = env.str("WARD_LOOKUP", "places.services.TableLookup")

# --- Answers --------------------------------------------------------------------------------

# Keys that seal special-category answers: the first seals, all of them open. Apart from SECRET_KEY,
# so that losing one doesn't lose the other.
DEMO_EQUALITY_KEY = "ZGVtby1hbmQtdGVzdC1vbmx5LTAwMDAwMDAwMDAwMDA="
EQUALITY_KEYS = env.list("EQUALITY_KEYS", default=[DEMO_EQUALITY_KEY])
_refuse_in_production(
    DEMO_EQUALITY_KEY in EQUALITY_KEYS,
    " the EQUALITY_KEYS of the demonstration, which anybody can read. docs/operations.md says how "
    "to make one.",
)

# --- Files ----------------------------------------------------------------------------------

# Files that people send: outside the web root, given out by pages that ask who may see them.
MEDIA_ROOT = env.str("MEDIA_ROOT", str(LOCAL_DIR / "media"))
# A callable that is given an open file and says whether it is clean; none unless named.
UPLOAD_SCANNER = env.str("UPLOAD_SCANNER", "")

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"

# --- Email ----------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if DEMO:
    # The outbox itself is what /mailbox/ shows; nothing leaves the machine.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", "Luton involvement portal <no-reply@portal.example>"
)
MESSAGING_CHANNEL = "messaging.delivery.EmailChannel"
# How long an email with a code is worth sending; sent, it is wiped, but on a demonstration's page.
MESSAGING_EPHEMERAL_MINUTES = env.int("MESSAGING_EPHEMERAL_MINUTES", 15)
MESSAGING_KEEP_CODES = DEMO

# --- Security -------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
# What no page of the portal may ask a browser for; passkeys are asked for by its own pages.
PERMISSIONS_POLICY = ", ".join(
    [f"{what}=()" for what in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "browsing-topics",
    )]
    + [f"publickey-credentials-{act}=(self)" for act in ("create", "get")]
)  # fmt: skip
HTTPS = env.bool("HTTPS", PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "luton_portal.pages.not_this_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(api|open-data)/.*$"
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- API ------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Luton involvement portal API",
    "DESCRIPTION": "Public, read only: citizen panel topics and sessions, wards and venues.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
}

# --- Logs -----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
