"""How the server listens, and what it does at night."""

from riskbild.config.settings import environment

RISKBILD_LOOPBACK = environment.flag("RISKBILD_LOOPBACK")
RISKBILD_PROXIES = environment.number("RISKBILD_PROXIES", 0, highest=9)
RISKBILD_ADDRESS = environment.text("RISKBILD_ADDRESS", "127.0.0.1")
RISKBILD_PORT = environment.number("RISKBILD_PORT", 8000, lowest=1)
RISKBILD_WORKERS = environment.number("RISKBILD_WORKERS", 1, lowest=1, highest=64)
RISKBILD_THREADS = environment.number("RISKBILD_THREADS", 4, lowest=1, highest=64)
RISKBILD_NIGHT_HOUR = environment.number("RISKBILD_NIGHT_HOUR", 2, highest=23)
RISKBILD_NIGHTLY_BACKUPS = environment.number("RISKBILD_NIGHTLY_BACKUPS", 14, highest=1000)

ALLOWED_HOSTS = environment.items("RISKBILD_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
