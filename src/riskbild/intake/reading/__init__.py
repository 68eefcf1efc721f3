"""Reads the files a municipality already has; plain Python, with no database and no framework."""

from riskbild.intake.reading.document import read, read_bytes

__all__ = ["read", "read_bytes"]
