"""How pages are made: the order around each request, templates, languages, static files."""

from riskbild.config.settings import environment
from riskbild.config.settings.paths import PACKAGE, RISKBILD_HOME

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "riskbild.web.middleware.Headers",
    "riskbild.config.static.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "riskbild.web.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "riskbild.web.middleware.SessionTime",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "riskbild.web.middleware.ReadOnlyGet",
    "riskbild.web.middleware.Refusals",
    # Last: it marks the answer to a sign-in that was refused.
    "axes.middleware.AxesMiddleware",
]

if environment.flag("RISKBILD_COUNT_QUERIES"):
    MIDDLEWARE.insert(0, "riskbild.web.query_count.QueryCount")

# Each area keeps its templates beside its views; the shared parts lie in web/templates/web/.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates", *sorted((PACKAGE / "web").glob("*/templates"))],
        "OPTIONS": {
            "environment": "riskbild.config.jinja.environment",
            "context_processors": ["riskbild.config.jinja.form_key"],
        },
    }
]

LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]

# In a cookie: what is said after a change needs no row of its own, and a page that says it writes nothing.
MESSAGE_STORAGE = "riskbild.web.messages.Messages"

# A published document looks the same in its own file and on the page that shows it.
STATICFILES_DIRS = [PACKAGE / "web" / "static", PACKAGE / "publishing" / "html" / "static"]
STATIC_ROOT = RISKBILD_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "riskbild.config.static.HashedFiles"},
}
# Until the files have been collected they are served from where they lie, under their plain names.
WHITENOISE_USE_FINDERS = True
# Only our own pages use them.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Unknown tokens are counted in files, so that the count holds for every process of the machine, and none is kept by
# writing to the database while a page is read.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "counts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": RISKBILD_HOME / "counts",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# A form holds text, and a bulk change the ids of the rows on a page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
