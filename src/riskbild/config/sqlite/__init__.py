"""Django's SQLite with a fair queue for writers; named as ENGINE in the settings."""
