"""What the cells and kinds of a document are called where the document has no title of its own for them."""

from collections.abc import Mapping
from typing import Final

from riskbild.documents.exchange.document import DocumentKind
from riskbild.rules.sentence import Sentence

ROW_LABELS: Final[Mapping[str, Sentence]] = {
    "reference": Sentence("Referens", "Reference"),
    "process": Sentence("Process", "Process"),
    "step": Sentence("Steg", "Step"),
    "analysis_date": Sentence("Riskanalys genomförd", "Analysis held"),
    "heading": Sentence("Grupprubrik", "Group heading"),
    "category": Sentence("Kategori", "Category"),
    "risk": Sentence("Risk", "Risk"),
    "description": Sentence("Beskrivning", "Description"),
    "causes": Sentence("Bakomliggande orsaker", "Root causes"),
    "consequence": Sentence("Konsekvensbeskrivning", "Consequence"),
    "likelihood": Sentence("Sannolikhet", "Likelihood"),
    "impact": Sentence("Konsekvens", "Impact"),
    "score": Sentence("Riskvärde", "Risk score"),
    "existing_controls": Sentence("Befintliga åtgärder och kontroller", "Existing controls"),
    "measures": Sentence("Åtgärder", "Measures"),
    "responsible": Sentence("Ansvarig", "Responsible"),
    "deadline": Sentence("När", "Deadline"),
    "in_plan": Sentence("Till internkontrollplanen", "To the control plan"),
    "follows_plan": Sentence("Följer plan", "On plan"),
    "comment": Sentence("Kommentar", "Comment"),
    "response": Sentence("Ställningstagande", "Risk response"),
    "result": Sentence("Resultat", "Result"),
    "secrecy": Sentence("Sekretess", "Secrecy"),
}

CONTROL_LABELS: Final[Mapping[str, Sentence]] = {
    "control": Sentence("Kontrollmoment", "Control activity"),
    "method": Sentence("Metod", "Control method"),
    "responsible": Sentence("Kontrollansvarig", "Control owner"),
    "frequency": Sentence("Frekvens", "Frequency"),
}

KIND_LABELS: Final[Mapping[DocumentKind, Sentence]] = {
    DocumentKind.RISK_LIST: Sentence("Risklista", "Risk list"),
    DocumentKind.RISK_PROFILE: Sentence("Samlad riskbild", "Consolidated risk profile"),
    DocumentKind.CONTROL_PLAN: Sentence("Internkontrollplan", "Control plan"),
    DocumentKind.RISK_PROFILE_AND_PLAN: Sentence(
        "Samlad riskbild och internkontrollplan", "Consolidated risk profile and control plan"
    ),
    DocumentKind.INTERIM_FOLLOW_UP: Sentence("Delårsuppföljning", "Interim follow-up"),
    DocumentKind.ANNUAL_FOLLOW_UP: Sentence("Helårsuppföljning", "Annual follow-up"),
}
