"""Reads DOCX straight from the package: what Word shows, with content controls and tracked changes as accepted."""

from riskbild.intake.reading.docx.document import read_docx

__all__ = ["read_docx"]
