"""Reads the open workbook format (ODS) of LibreOffice and others."""

from riskbild.intake.reading.ods.workbook import read_ods

__all__ = ["read_ods"]
