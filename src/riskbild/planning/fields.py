"""The texts of a plan item: which there are, what they are called, and which repeat a risk's own."""

from collections.abc import Mapping

from riskbild.rules.labels import label
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_rules import PlanField

WORDING: Mapping[str, Sentence] = {
    "heading": Sentence(sv="Riskområde", en="Risk area"),
    "process": Sentence(sv="Process", en="Process"),
    "risk": Sentence(sv="Risk", en="Risk"),
    "description": Sentence(sv="Beskrivning", en="Description"),
    "consequence": Sentence(sv="Konsekvens", en="Consequence"),
}
"""How the plan words the risk; the register's own words may be others."""

CONTROL: Mapping[str, Sentence] = {
    field.value: label(field)
    for field in (
        PlanField.ACTIVITY,
        PlanField.OBJECTIVE,
        PlanField.METHOD,
        PlanField.SCOPE,
        PlanField.CONTROL_OWNER,
        PlanField.PERFORMER,
        PlanField.FREQUENCY,
        PlanField.REPORTED_TO,
    )
} | {"comment": Sentence(sv="Kommentar", en="Comment")}
"""What is to be done, how, by whom and when."""

ITEM_TEXTS: Mapping[str, Sentence] = {**WORDING, **CONTROL}

COMMON_TEXTS = frozenset({*WORDING, "activity", "objective", "method", "frequency", "reported_to"})
"""What a common control decides for every board; who does it there is the board's own."""
