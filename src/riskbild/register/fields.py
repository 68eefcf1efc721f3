"""The risk's own fields: which are text, which carry a permission of their own, what they are called on screen."""

from collections.abc import Mapping

from riskbild.rules.sentence import Sentence

TEXT_FIELDS: Mapping[str, Sentence] = {
    "reference": Sentence(sv="Referens", en="Reference"),
    "process": Sentence(sv="Process", en="Process"),
    "step": Sentence(sv="Steg", en="Step"),
    "analysis_date": Sentence(sv="Riskanalys genomförd", en="Analysis held"),
    "heading": Sentence(sv="Riskområde", en="Risk area"),
    "category": Sentence(sv="Kategori", en="Category"),
    "risk": Sentence(sv="Risk", en="Risk"),
    "description": Sentence(sv="Beskrivning", en="Description"),
    "causes": Sentence(sv="Bakomliggande orsaker", en="Root causes"),
    "consequence": Sentence(sv="Konsekvens", en="Consequence"),
    "existing_controls": Sentence(sv="Befintliga åtgärder och kontroller", en="Existing controls"),
    "measures": Sentence(sv="Åtgärder", en="Measures"),
    "responsible": Sentence(sv="Ansvarig", en="Responsible"),
    "deadline": Sentence(sv="När", en="Deadline"),
    "result": Sentence(sv="Resultat", en="Result"),
    "comment": Sentence(sv="Kommentar", en="Comment"),
}
"""Printed cells that a person edits as text."""

RESPONSE_FIELDS: Mapping[str, Sentence] = {
    "response": Sentence(sv="Ställningstagande", en="Risk response"),
    "response_reason": Sentence(sv="Motivering till ställningstagandet", en="Reason for the response"),
}

OTHER_FIELDS: Mapping[str, Sentence] = {
    "node": Sentence(sv="Enhet", en="Unit"),
    "owner": Sentence(sv="Riskägare (person)", en="Risk owner (person)"),
    "in_plan": Sentence(sv="Till internkontrollplanen", en="To the control plan"),
    "follows_plan": Sentence(sv="Följer plan", en="On plan"),
    "likelihood": Sentence(sv="Sannolikhet", en="Likelihood"),
    "impact": Sentence(sv="Konsekvens (väsentlighet)", en="Impact"),
    "score": Sentence(sv="Riskvärde", en="Risk score"),
    "level": Sentence(sv="Risknivå", en="Risk level"),
    "response_text": Sentence(sv="Ställningstagande i dokumentet", en="Response as printed"),
    "year": Sentence(sv="År", en="Year"),
    "updated_at": Sentence(sv="Ändrad", en="Changed"),
    "title": Sentence(sv="Risk", en="Risk"),
    "controls": Sentence(sv="Kontrollmoment", en="Control activities"),
}

FIELD_LABELS: Mapping[str, Sentence] = {**TEXT_FIELDS, **RESPONSE_FIELDS, **OTHER_FIELDS}

EDITABLE = frozenset({*TEXT_FIELDS, "in_plan", "follows_plan", "node", "owner"})
"""What `edit_risk` takes; the response has its own permission, the score its own action."""

MASKABLE = frozenset({*TEXT_FIELDS, "response_reason", "response_text"})
"""What can be marked secret field by field."""
