"""Settings for Newsroom. What depends on the place it runs in comes from `newsroom.environment`."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from newsroom.environment import LANGUAGES as LANGUAGES_OFFERED
from newsroom.environment import read_environment, without_compiling
from newsroom.secret_key import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
environment = read_environment(BASE_DIR)

# What this installation makes and keeps: the embedded database, the local secret key.
VAR_DIR = environment.var_dir
PRODUCTION = environment.production
DEBUG = environment.debug
SECRET_KEY = environment.secret_key or local_secret_key(VAR_DIR)
ALLOWED_HOSTS = environment.allowed_hosts

INSTALLED_APPS = [
    "newsroom.admin.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "csp",
    "django_extensions",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "pgtrigger",
    "pghistory",
    "newsroom",
    "articles",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.languages.LanguageMiddleware",
    "newsroom.mistakes.ReadableMiddleware",
    "newsroom.rereading.RereadingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
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
            ],
        },
    },
]

EMBEDDED_DATABASE = {"ENGINE": "newsroom.postgres", "NAME": "newsroom", "FOLDER": VAR_DIR / "postgres"}
DATABASES = {
    "default": without_compiling(environment.database or EMBEDDED_DATABASE)
    # A web server's workers keep their connections. On one's own machine each request has a thread of its own, which
    # would leave its connection behind.
    | {"CONN_MAX_AGE": 60 if PRODUCTION else 0, "CONN_HEALTH_CHECKS": True}
}
# Pages that were made (claims/keeping.py), in the memory of each process: at most some 50 MB.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True
# Who reads changes nothing; to ask who it is would make every public page differ by cookie for all caches.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "newsroom.passwords.KnownPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # also where a `next` leads that names another site

# Who guesses at a password is shut out for a while; by name and address, so that nobody shuts an editor out from afar.
# Guesses at one name from many addresses wait longer and longer (newsroom/throttle.py); what comes while somebody is
# shut out prolongs nothing.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "newsroom.throttle.AccountHandler"
AXES_LOCKOUT_CALLABLE = "newsroom.throttle.answer"
AXES_CLIENT_IP_CALLABLE = "newsroom.visitors.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # ours (newsroom/sign_ins.py) can't be changed, and tells more
AXES_ENABLE_ADMIN = False
# Mail goes out for one thing: a link to set a forgotten password anew.
RESETS_BY_MAIL = bool(environment.email)
EMAIL_BACKEND = environment.email.get("BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = environment.email.get("HOST") or "localhost"
EMAIL_PORT = environment.email.get("PORT") or 25
EMAIL_HOST_USER = environment.email.get("HOST_USER") or ""
EMAIL_HOST_PASSWORD = environment.email.get("HOST_PASSWORD") or ""
EMAIL_USE_TLS = environment.email.get("USE_TLS", False)
EMAIL_USE_SSL = environment.email.get("USE_SSL", False)
EMAIL_FILE_PATH = environment.email.get("FILE_PATH") or None
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.email_from or "webmaster@localhost"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
SIGN_IN_HELP = environment.sign_in_help
PROOF_LASTS = timedelta(minutes=environment.proof_minutes)  # then acts that matter ask for the own password again
REQUIRE_ONE_TIME_PASSWORD = environment.require_one_time_password
OTP_TOTP_ISSUER = environment.site_name
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

SITE_NAME = environment.site_name
PUBLISHER = environment.publisher
REQUIRE_SECOND_PERSON = environment.require_second_person
LANGUAGE_CODE = environment.language_code
LANGUAGES = list(LANGUAGES_OFFERED.items())
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = environment.time_zone
FORMAT_MODULE_PATH = ["newsroom.formats"]  # every time says its zone
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
_STATIC_STORAGE = {
    True: "whitenoise.storage.CompressedManifestStaticFilesStorage",
    False: "django.contrib.staticfiles.storage.StaticFilesStorage",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE[PRODUCTION]},
}
# Only production collects static files first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION

# Pages carry their own styles and scripts only, and nothing inline; the stock admin works with this too.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Pages need none of what a browser could ask a visitor for; features that some browser doesn't know stay unnamed.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    ]
}
CSRF_TRUSTED_ORIGINS = environment.csrf_trusted_origins
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = PRODUCTION
# A browser takes a cookie of such a name from this host only, over TLS, for all of it: no neighbouring host can set it.
_COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_COOKIE_PREFIX}language"  # what somebody chose in the admin
KNOWN_BROWSER_COOKIE_NAME = f"{_COOKIE_PREFIX}known"  # for which accounts somebody signed in with this browser
LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = environment.ssl_redirect
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, where there is no TLS
BEHIND_PROXY = environment.behind_proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = environment.hsts_seconds
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.hsts_include_subdomains
# Preloading binds a whole registered domain for good: its owner's choice, not this program's.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "newsroom": {"level": environment.log_level},
        "articles": {"level": environment.log_level},
        "claims": {"level": environment.log_level},
        "django": {"level": environment.log_level, "handlers": []},  # root's handler is enough
    },
}
