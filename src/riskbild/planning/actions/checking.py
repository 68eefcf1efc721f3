"""What a person may write into the planning's texts."""

from collections.abc import Mapping

from riskbild.organisation.refusing import at
from riskbild.rules.finding import Finding
from riskbild.rules.refusal import Refused, refuse_if_stopped
from riskbild.rules.required import field_findings
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import with_plain_line_breaks


def checked_texts(texts: Mapping[str, str], labels: Mapping[str, Sentence]) -> dict[str, str]:
    """The texts as they are stored. Raises `Refused` with a finding for each field at fault."""
    for name in texts:
        if name not in labels:
            raise Refused(Sentence(sv=f"Fältet {name} finns inte.", en=f"There is no field {name}."))
    checked = {name: with_plain_line_breaks(text).strip() for name, text in texts.items()}
    refuse_if_stopped(
        Finding(found.code, found.severity, name, _NAMED.format(label=labels[name], fault=found.sentence))
        for name, text in checked.items()
        for found in field_findings(text, name)
    )
    return checked


def one_text(name: str, text: str, label: Sentence, *, empty: Sentence | None = None) -> str:
    """One text as it is stored; refused when empty where `empty` says why it may not be."""
    checked = checked_texts({name: text}, {name: label})[name]
    if empty is not None and not checked:
        raise at(name, empty)
    return checked


_NAMED = Sentence("{label}: {fault}", "{label}: {fault}")

MOTIVE = Sentence(sv="Motivering", en="Reason")
REASON = Sentence(sv="Skäl", en="Reason")
