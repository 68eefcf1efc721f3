"""What the columns of a layout may hold, table by table, with what each is called where a form has no title for it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from riskbild.documents.labels import CONTROL_LABELS, ROW_LABELS
from riskbild.rules.sentence import Sentence

CONTROL_STATUS: Final = "controls.status"


class Source(StrEnum):
    """Where a table's rows come from."""

    ROWS = "rows"
    PLAN = "plan"
    BOARDS = "boards"
    HISTORY = "history"
    MEASURES = "measures"
    DEVIATIONS = "deviations"


SOURCE_LABELS: Final[Mapping[Source, Sentence]] = {
    Source.ROWS: Sentence("Risker", "Risks"),
    Source.PLAN: Sentence("Planens poster", "Items of the plan"),
    Source.BOARDS: Sentence("Nämnder och styrelser", "Boards"),
    Source.HISTORY: Sentence("Kontrollens historik", "History of the control"),
    Source.MEASURES: Sentence("Åtgärder", "Measures"),
    Source.DEVIATIONS: Sentence("Avvikelser", "Deviations"),
}

_OWN_ROW: Final[Mapping[str, Sentence]] = {
    "number": Sentence("Nr", "No."),
    "level": Sentence("Risknivå", "Risk level"),
    "response_reason": Sentence("Motivering", "Reason"),
    "item_kind": Sentence("Typ", "Kind"),
    "origin": Sentence("Ursprung", "Origin"),
    "nominated_from": Sentence("Nominerad från", "Nominated from"),
    "unit": Sentence("Enhet", "Unit"),
    "objective": Sentence("Kontrollmål", "Control objective"),
    "method": Sentence("Kontrollmetod", "Control method"),
    "scope": Sentence("Omfattning", "Scope"),
    "performer": Sentence("Utförs av", "Performed by"),
    "reported_to": Sentence("Rapporteras till", "Reported to"),
    "dates": Sentence("Rapporteras senast", "Report due"),
    "deviation": Sentence("Avvikelse", "Deviation"),
    "analysis": Sentence("Analys", "Analysis"),
    "improvement": Sentence("Förbättringsåtgärd", "Improvement"),
    "reported_on": Sentence("Rapporterad", "Reported on"),
}
"""What a row has beside its printed cells: worked out, or kept only by the plan and its follow-up."""

_BOARDS: Final[Mapping[str, Sentence]] = {
    "number": Sentence("Nr", "No."),
    "board": Sentence("Nämnd eller styrelse", "Board"),
    "plan": Sentence("Internkontrollplan", "Control plan"),
    "decided": Sentence("Beslut", "Decision"),
    "risks": Sentence("Risker", "Risks"),
    "critical": Sentence("Över tröskeln", "Above the threshold"),
    "items": Sentence("Kontroller", "Controls"),
    "reported": Sentence("Rapporterade", "Reported"),
    "minor": Sentence("Mindre avvikelser", "Minor deviations"),
    "major": Sentence("Större avvikelser", "Major deviations"),
    "report": Sentence("Uppföljning", "Follow-up"),
    "conclusion": Sentence("Samlad bedömning", "Conclusion"),
    "missing": Sentence("Återstår", "Still to be done"),
}
_HISTORY: Final[Mapping[str, Sentence]] = {
    "number": Sentence("Nr", "No."),
    "year": Sentence("År", "Year"),
    "period": Sentence("Period", "Period"),
    "activity": Sentence("Kontrollmoment", "Control activity"),
    "method": Sentence("Metod", "Control method"),
    "control_owner": Sentence("Kontrollansvarig", "Control owner"),
    "performer": Sentence("Utförs av", "Performed by"),
    "frequency": Sentence("Frekvens", "Frequency"),
    "risks": Sentence("Risker", "Risks"),
    "decided": Sentence("Beslut", "Decision"),
    "status": Sentence("Status", "Status"),
    "result": Sentence("Resultat", "Result"),
    "deviation": Sentence("Avvikelse", "Deviation"),
    "comment": Sentence("Kommentar", "Comment"),
}
_MEASURES: Final[Mapping[str, Sentence]] = {
    "number": Sentence("Nr", "No."),
    "risk": Sentence("Risk", "Risk"),
    "measure": Sentence("Åtgärd", "Measure"),
    "responsible": Sentence("Ansvarig", "Responsible"),
    "deadline": Sentence("Klart senast", "Deadline"),
    "progress": Sentence("Läge", "Progress"),
    "comment": Sentence("Kommentar", "Comment"),
}
_DEVIATIONS: Final[Mapping[str, Sentence]] = {
    "number": Sentence("Nr", "No."),
    "control": Sentence("Kontrollmoment", "Control activity"),
    "period": Sentence("Period", "Period"),
    "deviation": Sentence("Avvikelse", "Deviation"),
    "description": Sentence("Vad kontrollen visade", "What the control showed"),
    "cause": Sentence("Orsak", "Cause"),
    "consequence": Sentence("Konsekvens", "Consequence"),
    "measure": Sentence("Åtgärd", "Measure"),
    "responsible": Sentence("Ansvarig", "Responsible"),
    "deadline": Sentence("Klart senast", "Deadline"),
}
_CONTROLS: Final[Mapping[str, Sentence]] = {
    **{f"controls.{name}": label for name, label in CONTROL_LABELS.items()},
    CONTROL_STATUS: Sentence("Status {period}", "Status {period}"),
}
_ROW: Final[Mapping[str, Sentence]] = {**ROW_LABELS, **_CONTROLS, **_OWN_ROW}

FIELDS: Final[Mapping[Source, Mapping[str, Sentence]]] = {
    Source.ROWS: _ROW,
    Source.PLAN: _ROW,
    Source.BOARDS: _BOARDS,
    Source.HISTORY: _HISTORY,
    Source.MEASURES: _MEASURES,
    Source.DEVIATIONS: _DEVIATIONS,
}
"""The fields of each table, with their labels."""
