"""The intake's tables, a file a subject."""

from riskbild.intake.models.intake import Correction, Intake, ReadDocument
from riskbild.intake.models.memory import FormMemory
from riskbild.intake.models.returned import ReturnedWorkbook
from riskbild.intake.models.taken import TakenRow

__all__ = ["Correction", "FormMemory", "Intake", "ReadDocument", "ReturnedWorkbook", "TakenRow"]
