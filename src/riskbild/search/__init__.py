"""Free-text search in Swedish: one normaliser, and an index with the same hits on SQLite and PostgreSQL."""
