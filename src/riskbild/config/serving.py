"""What the web server's process runs: the WSGI application, and the job thread beside it."""

import gc
import signal

# It sets Django up, which the others need.
from riskbild.config.wsgi import application

# isort: split
from django.urls import get_resolver

from riskbild.config.jobs.thread import JobThread
from riskbild.search.lexicon import lexicon

__all__ = ["application"]

# What the server's main process does at a signal means nothing here: until this process has its own way of stopping,
# a signal ends it at once.
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.SIG_DFL)

# Every view and the word list are loaded before the first request comes, so that nobody waits for them.
get_resolver().check()
lexicon()

# What is loaded now stays for as long as the process: searching it for rubbish again and again took one in forty
# a tenth of a second. A page makes ten thousand values and drops them, so the youngest need not be looked at sooner.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
JobThread().start()
