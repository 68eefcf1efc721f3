"""How published documents are archived."""

from riskbild.config.settings import environment

RISKBILD_PDF_LEVEL = environment.choice("RISKBILD_PDF_LEVEL", ("a-2a", "a-3a", "a-1a", "a-2b"))
