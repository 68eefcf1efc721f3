"""Reads XLSX and XLSM straight from the package: what Excel shows, and where it stands."""

from riskbild.intake.reading.xlsx.workbook import read_xlsx

__all__ = ["read_xlsx"]
