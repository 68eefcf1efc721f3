"""Reads plain text, such as has been pasted or dumped out of a PDF; one reader among those of `formats`."""

from riskbild.intake.reading.text.reader import read_text

__all__ = ["read_text"]
