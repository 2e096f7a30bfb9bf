"""Every setting of the project, and the only reader of the environment.

Without any variable this is the laptop profile: one process, SQLite, nothing sent
to anybody. `DATABASE_URL` and `REDIS_URL` turn it into the scaled profile.
"""

import os
from datetime import timedelta
from pathlib import Path

from jobfair.common.environment import database_from_url, flag, kept_secret, words

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = flag(os.environ.get("DEBUG"))
DEMO = flag(os.environ.get("JOBFAIR_DEMO"))
TESTING = flag(os.environ.get("JOBFAIR_TESTING"))

# The demo keeps to its own folder, so that it never touches a real fair.
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "data" / ("demo" if DEMO else "")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY and (DEBUG or TESTING):
    SECRET_KEY = "for-development-and-tests-only-never-to-sign-anything-that-matters"  # noqa: S105
elif not SECRET_KEY and DEMO:
    SECRET_KEY = kept_secret(DATA_DIR / "secret-key")

# The first one seals, each of them opens; without any, what has to be sealed is not asked.
SEALING_KEYS = words(os.environ.get("SEALING_KEY"))
if not SEALING_KEYS and (DEBUG or TESTING):
    SEALING_KEYS = ["for-development-and-tests-only-never-to-seal-anything-that-matters"]
elif not SEALING_KEYS and DEMO:
    SEALING_KEYS = [kept_secret(DATA_DIR / "sealing-key")]

SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = words(os.environ.get("ALLOWED_HOSTS")) or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "jobfair.common",
    "jobfair.outbox",
    "jobfair.accounts",
    "jobfair.fairs",
    "jobfair.booths",
    "jobfair.booths.imports",
    "jobfair.chat",
    "jobfair.intents",
    "jobfair.attendance",
    "jobfair.outcomes",
    "jobfair.watch",
    "jobfair.web",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "jobfair.api",
    "jobfair.ops",
]
if DEMO:
    INSTALLED_APPS.append("jobfair.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "jobfair.web.packed.PackedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "jobfair.web.browser_powers.BrowserPowersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "jobfair.web.preferences.PreferencesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jobfair.web.sign_in.person.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jobfair.web.word_of_presence.WordOfPresenceMiddleware",
    "jobfair.web.kept_forms.KeptFormsMiddleware",
    "jobfair.web.domain_errors.DomainErrorMiddleware",
]

ROOT_URLCONF = "jobfair.urls"
ASGI_APPLICATION = "jobfair.asgi.application"

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
                "jobfair.web.context.looks_of",
                *(["jobfair.demo.context.bar"] if DEMO else []),
            ],
        },
    },
]

FORM_RENDERER = "jobfair.web.forms.renderer.ComponentRenderer"
CSRF_FAILURE_VIEW = "jobfair.web.views.frame.problems.session_expired"

DATABASE_URL = os.environ.get("DATABASE_URL", "")
# Of each process to PostgreSQL: the eight threads of its sockets, and as many pages at once.
DATABASE_CONNECTIONS = int(os.environ.get("DATABASE_CONNECTIONS", "20"))
DATABASE_WAIT_SECONDS = float(os.environ.get("DATABASE_WAIT_SECONDS") or 0) or None
DATABASES = {
    "default": database_from_url(
        DATABASE_URL, DATA_DIR / "jobfair.sqlite3", DATABASE_CONNECTIONS, DATABASE_WAIT_SECONDS
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    # Limits that several processes must share stand in the database; rendered
    # fragments, which are keyed by a revision, may live in each process.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # A full table drops a third of its keys by name, limits that still hold among them;
        # what ended is tidied away, so that it never fills.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}

# Without Redis there is one server process, and the bus needs no layer to reach its hub.
CHANNEL_LAYERS = (
    {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": words(REDIS_URL)},
        }
    }
    if REDIS_URL
    else {}
)

# How often the hub compares its streams with the database.
POSITIONS_LOOK_SECONDS = 25.0
# And how often it asks for what was told by another process, where its hints cannot arrive: the worker's.
OVERHEAR_SECONDS = None if REDIS_URL else 1.0
# What one socket may ask: so much at once, then so much a second. A person never meets it.
REQUESTS_AT_ONCE = 60
REQUESTS_A_SECOND = 10
# What one account may make by all its pages, sockets and forms: words, drafts, reports.
MADE_AT_ONCE = 120
MADE_A_SECOND = 5
# Open pages of one browser; the next one fetches instead.
SOCKETS_A_SESSION = 40

# How long a rep's open desk counts without a sign of life; it gives one three times as often.
DESK_LEASE_SECONDS = float(os.environ.get("DESK_LEASE_SECONDS", "45"))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Rate limits count by address; behind a proxy the address is what it passes on.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
SMS_BACKEND = os.environ.get("SMS_BACKEND") or "jobfair.common.sms.ConsoleBackend"
SMS_REGIONS = words(os.environ.get("SMS_REGIONS")) or ["CN"]
ORGANISERS_NEED_SECOND_STEP = flag(
    os.environ.get("ORGANISERS_NEED_SECOND_STEP", "1" if SECURE and not DEMO else "")
)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
CODE_LASTS = 10 * 60  # seconds
CODE_TRIES = 5
CODE_SENDINGS = 5
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
ACCOUNT_ADAPTER = "jobfair.web.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# The library asks for a required address; our form takes either of the two in one field.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LASTS
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = CODE_SENDINGS
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LASTS
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = CODE_SENDINGS
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = CODE_LASTS
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = CODE_SENDINGS
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "jobfair.web.sign_in.forms.SignInForm",
    "signup": "jobfair.web.sign_in.forms.SignUpForm",
    "confirm_login_code": "jobfair.web.sign_in.forms.LoginCodeForm",
    "confirm_email_verification_code": "jobfair.web.sign_in.forms.EmailCodeForm",
    "verify_phone": "jobfair.web.sign_in.forms.PhoneCodeForm",
    "add_email": "jobfair.web.sign_in.forms.NewEmailForm",
    "change_phone": "jobfair.web.sign_in.forms.NewPhoneForm",
    "change_password": "jobfair.web.sign_in.forms.ChangePasswordForm",
    "set_password": "jobfair.web.sign_in.forms.NewPasswordForm",
    "reauthenticate": "jobfair.web.sign_in.forms.PasswordAgainForm",
}
# Many people sign in from one hall through one address: floods are stopped by address,
# guessing by the account it aims at.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "signup": "60/m/ip",
    "request_login_code": "120/m/ip,6/10m/key,30/d/key",
    "login_failed": "120/m/ip,8/10m/key",
    "confirm_email": "6/10m/key,30/d/key",
    "verify_phone": "120/m/ip,6/10m/key,30/d/key",
    "change_phone": "10/m/user",
    "change_password": "10/m/user",
    "manage_email": "20/m/user",
    "reauthenticate": "20/m/user",
    # A rep looks up who stands in front of them, and cannot read the list by counting.
    "find_onsite": "120/h/key,400/d/key",
}
MFA_ADAPTER = "jobfair.web.sign_in.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jobfair"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "jobfair.web.sign_in.forms.SecondStepForm",
    "reauthenticate": "jobfair.web.sign_in.forms.SecondStepAgainForm",
    "activate_totp": "jobfair.web.sign_in.forms.TurnOnSecondStepForm",
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["jobfair.common.formats"]
TIME_ZONE = os.environ.get("TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_built"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", DATA_DIR / "media"))
PRIVATE_ROOT = Path(os.environ.get("PRIVATE_ROOT", DATA_DIR / "private"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "jobfair.web.storage.AssetStorage"
    },
}
# How long what people said and sent is kept; what falls due is deleted by the worker.
RETENTION = {
    "documents_after_fair": timedelta(days=90),
    "chat": timedelta(days=180),
    "looks": timedelta(days=3 * 365),
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag(os.environ.get("EMAIL_USE_TLS", "1"))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "jobfair@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

SESSION_ENGINE = "jobfair.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]  # asked from inside, behind the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING_CONFIG = "jobfair.common.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "jobfair.common.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        # A page that is not there is no fault, nor is a stranger's guess at a host; a page that broke is.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "jobfair.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min"},
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "EXCEPTION_HANDLER": "jobfair.api.problems.as_problem",
    "DEFAULT_SCHEMA_CLASS": "jobfair.api.schema.Schema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Jobfair",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": "招聘会、展位和岗位的读写接口。 Fairs, booths and positions.",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "ENUM_NAME_OVERRIDES": {
        "EmployerKind": "jobfair.accounts.models.EmployerKind",
        "IntentWord": "jobfair.intents.steps.Word",
        "FairState": "jobfair.fairs.models.FairState",
        "LandmarkKind": "jobfair.fairs.models.LandmarkKind",
        "ReviewState": "jobfair.common.review.ReviewState",
        "VenueAnswer": "jobfair.fairs.models.Answer",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "jobfair.api.schema.add_problem",
        "jobfair.api.examples.add_examples",
    ],
}
