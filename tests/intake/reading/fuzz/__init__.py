"""Feeds every reader with files that nobody would make, and looks that each is refused or read whole.

`python -m tests.intake.reading.fuzz xlsx --seconds 600` goes on by itself; --help tells the rest.
"""
