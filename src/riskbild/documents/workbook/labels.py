"""What the cells of a workbook are called where its columns' own titles are not at hand."""

from collections.abc import Mapping
from typing import Final

from riskbild.documents.labels import ROW_LABELS
from riskbild.documents.layout.fields import FIELDS, Source
from riskbild.documents.workbook.choices import ON_PLAN, PROGRESS, RESULT, STATUS
from riskbild.rules.sentence import Sentence

CELL_LABELS: Final[Mapping[str, Sentence]] = {
    **FIELDS[Source.PLAN],
    **ROW_LABELS,
    PROGRESS: Sentence("Läge", "Progress"),
    "measure.note": Sentence("Anteckning", "Note"),
    STATUS: Sentence("Status", "Status"),
    "said.text": Sentence("Vad kontrollen visade", "What the control showed"),
    RESULT: Sentence("Resultat", "Result"),
    "said.reason": Sentence("Orsak om den inte är gjord", "Reason if it was not done"),
    ON_PLAN: Sentence("Följer plan", "On plan"),
    "said.comment": Sentence("Kommentar", "Comment"),
}
