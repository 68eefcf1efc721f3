"""What the web server's process runs: the WSGI application, and the job thread beside it."""

from django.urls import get_resolver

from riskbild.config.jobs.thread import JobThread
from riskbild.config.wsgi import application

__all__ = ["application"]

# Every view is loaded before the first request comes, so that nobody waits for it.
get_resolver().check()
JobThread().start()
