"""Which applications make up the system, and who its users are."""

INSTALLED_APPS = [
    "riskbild.audit",
    "riskbild.search",
    "riskbild.files",
    "riskbild.delivery",
    "riskbild.organisation",
    "riskbild.register",
    "riskbild.planning",
    "riskbild.followup",
    "riskbild.oversight",
    "riskbild.intake",
    "riskbild.publishing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks_db",
]
AUTH_USER_MODEL = "organisation.User"
ROOT_URLCONF = "riskbild.config.urls"
WSGI_APPLICATION = "riskbild.config.wsgi.application"

# Jobs lie in the same database as the change that asks for them, so that they stand or fall together.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
