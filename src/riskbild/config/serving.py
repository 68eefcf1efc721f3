"""What the web server's process runs: the WSGI application, and the job thread beside it."""

import signal

from django.urls import get_resolver

from riskbild.config.jobs.thread import JobThread
from riskbild.config.wsgi import application
from riskbild.search.lexicon import lexicon

__all__ = ["application"]

# What the server's main process does at a signal means nothing here: until this process has its own way of stopping,
# a signal ends it at once.
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.SIG_DFL)

# Every view and the word list are loaded before the first request comes, so that nobody waits for them.
get_resolver().check()
lexicon()
JobThread().start()
