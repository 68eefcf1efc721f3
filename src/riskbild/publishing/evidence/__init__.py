"""The evidence package (revisionsunderlag): a board's year as one ZIP, down to each risk and event."""

from riskbild.publishing.evidence.package import Contents, write_package

__all__ = ["Contents", "write_package"]
