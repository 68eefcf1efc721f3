"""Läs in: files dropped in, read, reviewed beside their originals, and taken into the register."""
