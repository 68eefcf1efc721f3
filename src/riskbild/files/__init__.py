"""Stored files: evidence and the documents that risks were read from, kept untouched under their checksum."""
