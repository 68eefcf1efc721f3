"""Backups: one file that holds the database, the stored files and a list of checksums."""
