"""Broken and hostile files, each made by a small function when a test asks for it."""
