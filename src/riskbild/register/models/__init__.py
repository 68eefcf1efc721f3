"""The register's tables, a file a subject."""

from riskbild.register.models.document import ImportedDocument, ImportedRow
from riskbild.register.models.measure import Measure, RiskRole
from riskbild.register.models.risk import Analysis, Assessment, Risk
from riskbild.register.models.secrecy import SecrecyMark
from riskbild.register.models.view import SavedView
from riskbild.register.models.year import BoardYear, MethodVersion

__all__ = [
    "Analysis",
    "Assessment",
    "BoardYear",
    "ImportedDocument",
    "ImportedRow",
    "Measure",
    "MethodVersion",
    "Risk",
    "RiskRole",
    "SavedView",
    "SecrecyMark",
]
