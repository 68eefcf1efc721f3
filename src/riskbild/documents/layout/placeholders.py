"""What a layout's texts may fill in: every name, and how a number is written. Nothing is evaluated."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from riskbild.documents.layout.words import number_in_words
from riskbild.documents.place import Place, shown
from riskbild.rules.sentence import Sentence

COUNTS: Final[Mapping[str, Sentence]] = {
    "risks": Sentence("antal risker", "number of risks"),
    "critical": Sentence("antal risker vid eller över tröskeln", "number of risks at or above the threshold"),
    "scored": Sentence("antal risker med riskvärde", "number of risks with a score"),
    "unscored": Sentence("antal risker utan riskvärde", "number of risks without a score"),
    "chosen": Sentence("antal risker till internkontrollplanen", "number of risks that go to the control plan"),
    "on_plan": Sentence("antal risker som följer plan", "number of risks on plan"),
    "not_on_plan": Sentence("antal risker som inte följer plan", "number of risks not on plan"),
    "to_review": Sentence("antal risker som även ska granskas", "number of risks that are also to be reviewed"),
    "carried_over": Sentence("antal risker kvar från tidigare år", "number of risks left from earlier years"),
    "plan_items": Sentence("antal poster i planen", "number of items in the plan"),
    "control_activities": Sentence("antal kontrollmoment", "number of control activities"),
    "gross_risks": Sentence("antal risker i bruttolistan", "number of risks in the gross list"),
    "due": Sentence("antal kontroller som skulle rapporteras", "number of controls due"),
    "reported": Sentence("antal rapporterade kontroller", "number of controls reported"),
    "not_reported": Sentence("antal kontroller som inte rapporterats", "number of controls not reported"),
    "carried_out": Sentence("antal genomförda kontroller", "number of controls carried out"),
    "not_carried_out": Sentence("antal kontroller som inte genomförts", "number of controls not carried out"),
    "without_deviation": Sentence("antal kontroller utan avvikelse", "number of controls without deviation"),
    "minor_deviations": Sentence("antal mindre avvikelser", "number of minor deviations"),
    "major_deviations": Sentence("antal större avvikelser", "number of major deviations"),
    "measures_done": Sentence("antal genomförda åtgärder", "number of measures done"),
    "measures_open": Sentence("antal pågående åtgärder", "number of measures under way"),
    "measures_late": Sentence("antal försenade åtgärder", "number of late measures"),
    "boards": Sentence("antal nämnder och styrelser", "number of boards"),
    "boards_with_plan": Sentence("antal nämnder med fastställd plan", "number of boards with an adopted plan"),
    "boards_with_report": Sentence("antal nämnder med beslutad uppföljning", "number of boards with a decided report"),
}
"""Numbers that are computed or stated; in letters up to twelve unless the text asks for something else."""

FACTS: Final[Mapping[str, Sentence]] = {
    "year": Sentence("året", "the year"),
    "next_year": Sentence("året efter", "the year after"),
    "board": Sentence("nämndens namn", "the board's name"),
    "municipality": Sentence("kommunens namn", "the municipality's name"),
    "title": Sentence("dokumentets titel", "the document's title"),
    "method": Sentence("bedömningsmodellens namn", "the method's name"),
    "threshold": Sentence("vad som avgör om en risk ska till planen", "what sends a risk to the plan"),
    "period": Sentence("perioden", "the period"),
    "date": Sentence("dagens datum", "the day's date"),
    "decision_body": Sentence("vem som beslutat", "who decided"),
    "decision_date": Sentence("beslutets datum", "the day of the decision"),
    "decision_paragraph": Sentence("beslutets paragraf", "the paragraph of the minutes"),
    "case_number": Sentence("diarienummer", "the case number"),
    "decision": Sentence("beslutet i löpande text", "the decision as running text"),
    "conclusion": Sentence("den samlade bedömningen", "the conclusion"),
    "statute": Sentence("vad lagen säger om den interna kontrollen", "what the statute says of internal control"),
    "statute_section": Sentence("lagrummet", "the section of the statute"),
    "statute_version": Sentence("lagtextens SFS-nummer", "the SFS number of the wording"),
    "control": Sentence("kontrollmomentet", "the control activity"),
}
"""Texts that come with the document; a text that names one that is not known is left out."""

GROUP: Final[Mapping[str, Sentence]] = {
    "value": Sentence("det som gruppen har gemensamt", "what the group has in common"),
    "score": Sentence("riskvärdet", "the score"),
    "level": Sentence("risknivån", "the level"),
    "likelihood": Sentence("sannolikhetens ord", "the word for the likelihood"),
    "impact": Sentence("konsekvensens ord", "the word for the impact"),
    "likelihood_plural": Sentence("sannolikhetens ord i flertal", "the word for the likelihood, in the plural"),
    "impact_plural": Sentence("konsekvensens ord i flertal", "the word for the impact, in the plural"),
    "count": Sentence("antal rader i gruppen", "number of rows in the group"),
}
"""What a group's heading is composed of."""

PERIOD: Final = frozenset({"period", "year"})
"""What a column's title may name."""

DOCUMENT: Final = frozenset({*COUNTS, *FACTS})
FORMS: Final[Mapping[str, Sentence]] = {
    "digits": Sentence("siffror", "digits"),
    "capital": Sentence("bokstäver, stor i början", "letters, the first one capital"),
    "neuter": Sentence("bokstäver, ”ett” för 1", "letters, the neuter for 1"),
}

type Value = str | int

_BRACED: Final = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|[{}]")


class _Named(NamedTuple):
    name: str
    form: str


def _named(inside: str) -> _Named:
    name, _, form = inside.partition(":")
    return _Named(name, form)


def names_in(text: str) -> Iterator[str]:
    """The names that a text fills in."""
    return (_named(found["name"]).name for found in _BRACED.finditer(text) if found["name"] is not None)


def check_text(text: str, place: Place, known: Collection[str]) -> str:
    """The text; Refused if it names what is not known, or has a brace with no partner."""
    for found in _BRACED.finditer(text):
        if found[0] in {"{", "}"}:
            place.refuse(
                "har en klammer som saknar sin andra hälft; skriv {{ eller }} för en klammer i texten",
                "has a brace without its other half; write {{ or }} for a brace in the text",
            )
        if found["name"] is None:
            continue
        name, form = _named(found["name"])
        if name not in known or (form and (form not in FORMS or name not in COUNTS)):
            inside = shown(found[0])
            place.refuse(f"har {inside}, som inte betyder något här", f"has {inside}, which means nothing here")
    return text


def filled(text: str, values: Mapping[str, Value]) -> str | None:
    """The text with everything filled in; None where it names something there is no value for."""
    if any(values.get(name, "") == "" for name in names_in(text)):
        return None
    return _BRACED.sub(lambda found: _one(found, values), text)


def _one(found: re.Match[str], values: Mapping[str, Value]) -> str:
    if found["name"] is None:
        return found[0][0]
    name, form = _named(found["name"])
    value = values[name]
    # A year, a score and a value of a group are told in digits; only what is counted is written in letters.
    if isinstance(value, str) or name not in COUNTS or form == "digits":
        return str(value)
    words = number_in_words(value, neuter=form == "neuter")
    return words[:1].upper() + words[1:] if form == "capital" else words
