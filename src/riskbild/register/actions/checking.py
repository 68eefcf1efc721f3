"""What a person or a document may put into a risk's cells."""

from collections.abc import Mapping
from typing import Any, NoReturn

from riskbild.register.fields import EDITABLE, FIELD_LABELS, TEXT_FIELDS
from riskbild.rules.finding import Finding
from riskbild.rules.refusal import Refused, refuse_if_stopped
from riskbild.rules.required import ONE_OF, field_findings, risk_findings
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import with_plain_line_breaks

_ANSWERS = frozenset({"in_plan", "follows_plan"})
_TEXTS = frozenset({*TEXT_FIELDS, "response_text", "response_reason"})


def checked_text(name: str, value: str) -> str:
    """One text as it is stored. Raises `Refused` with the field's name in its findings."""
    return str(checked_fields({name: value})[name])


def checked_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The cells as they are stored: texts (an empty one for none) and answers.

    Raises `Refused` for what cannot be stored, with a finding for each field at fault.
    """
    checked = {name: _read(name, value) for name, value in fields.items()}
    refuse_if_stopped(
        Finding(found.code, found.severity, name, _named(name, found.sentence))
        for name, value in checked.items()
        if isinstance(value, str)
        for found in field_findings(value, name)
    )
    return checked


def check_named(fields: Mapping[str, Any]) -> None:
    """Raises `Refused` unless the risk has a text that a list can show it by."""
    refuse_if_stopped(risk_findings({name: fields.get(name) for name in ONE_OF}))


def check_editable(changes: Mapping[str, Any]) -> None:
    """Raises `Refused` when a change names a field that nobody edits."""
    for name in changes:
        if name not in EDITABLE:
            raise Refused(Sentence(sv=f"Fältet {name} kan inte ändras.", en=f"The field {name} cannot be changed."))


def _read(name: str, value: Any) -> Any:
    if name in _ANSWERS:
        if value is None or isinstance(value, bool):
            return value
        _refuse(name, Sentence(sv="ska vara ja, nej eller tomt", en="must be yes, no or empty"))
    if name not in _TEXTS:
        raise Refused(Sentence(sv=f"Fältet {name} finns inte.", en=f"There is no field {name}."))
    if value is not None and not isinstance(value, str):
        _refuse(name, Sentence(sv="ska vara text", en="must be text"))
    return with_plain_line_breaks(value) if value else ""


def _refuse(name: str, what: Sentence) -> NoReturn:
    sentence = _named(name, Sentence(sv=f"{what.text('sv')}.", en=f"{what.text('en')}."))
    raise Refused(sentence)


def _named(name: str, sentence: Sentence) -> Sentence:
    label = FIELD_LABELS[name]
    return Sentence(sv=f"{label.text('sv')}: {sentence.text('sv')}", en=f"{label.text('en')}: {sentence.text('en')}")
