"""What a report's form holds: read into what the action takes, kept as a draft, and filled in again."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.http import QueryDict

from riskbild.followup.actions.reporting import Done
from riskbild.organisation.refusing import at
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Refused
from riskbild.rules.reporting import Filled, OnPlan
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status
from riskbild.rules.text_limits import with_plain_line_breaks

ANSWERS = ("word", "text", "result", "reason", "on_plan", "comment", "progress")
"""The fields of the form beside the occasions; `word` is the municipality's word for the status."""

_DONE, _NOTE = "done_on-", "note-"


def answers_of(sent: Mapping[str, str]) -> dict[str, str]:
    """Everything that was written in a form, by field, with plain line breaks; what keeps a draft."""
    return {
        name: with_plain_line_breaks(str(sent[name]))
        for name in sent
        if name in ANSWERS or name.startswith((_DONE, _NOTE))
    }


def answers_from(filled: Filled) -> dict[str, str]:
    """What stands in the form for what has been reported."""
    said = {name: str(getattr(filled, name) or "") for name in ANSWERS}
    # A text that came out of a document without a word of its own still has the status that was read in it.
    return said if said["word"] or filled.status is None else said | {"word": filled.status.value}


def filled_of(answers: Mapping[str, str], words: Mapping[str, Status]) -> Filled:
    """What a form says. `words` are the words that can be chosen for the status.

    Raises `Refused` with the field for an answer that is none of those to choose from, which no page of ours sends
    unless the words have been changed since it was opened.
    """
    word = answers.get("word", "")
    status = words.get(word)
    if word and status is None:
        raise _no_choice("status", word)
    result = _member(Result, answers, "result")
    # What was not done has shown just that: the form asks for the reason, and for no result.
    result = Result.NOT_DONE if status is Status.NOT_DONE else result
    return Filled(
        status=status, word="" if status is None or word == status.value else word,
        text=answers.get("text", ""), reason=answers.get("reason", ""), comment=answers.get("comment", ""),
        result=result, on_plan=_member(OnPlan, answers, "on_plan"), progress=_member(Progress, answers, "progress"),
    )  # fmt: skip


def occasions_of(answers: Mapping[str, str], keys: Iterable[UUID]) -> dict[UUID, Done]:
    """What is noted of each occasion of the report. Raises `Refused` for a day that cannot be read."""
    return {
        key: Done(_day(answers.get(f"{_DONE}{key}", "")), answers.get(f"{_NOTE}{key}", ""))
        for key in keys
        if f"{_DONE}{key}" in answers or f"{_NOTE}{key}" in answers
    }


def occasion_text(answers: Mapping[str, str], key: UUID) -> tuple[str | None, str | None]:
    """What was written about an occasion, as (day, note); none where the form did not ask."""
    return answers.get(f"{_DONE}{key}"), answers.get(f"{_NOTE}{key}")


def version_in(sent: QueryDict, name: str) -> int:
    """A version that travels with the form; 0 for none. Raises `Refused` for anything else."""
    text = sent.get(name, "")
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise Refused(_INCOMPLETE)


def _member[E: (Result, OnPlan, Progress)](kind: type[E], answers: Mapping[str, str], name: str) -> E | None:
    text = answers.get(name, "")
    if text and text not in kind.__members__.values():
        raise _no_choice(name, text)
    return kind(text) if text else None


def _no_choice(name: str, text: str) -> Refused:
    return at(name, _NO_CHOICE.format(text=text[:40]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as unreadable:
        raise Refused(_NO_DAY.format(text=text[:20])) from unreadable


_INCOMPLETE = Sentence(
    "Formuläret är ofullständigt. Ladda om sidan och försök igen.",
    "The form is incomplete. Reload the page and try again.",
)
_NO_CHOICE = Sentence(
    "”{text}” går inte att välja här. Välj ett av alternativen.",
    "“{text}” cannot be chosen here. Choose one of the alternatives.",
)
_NO_DAY = Sentence("”{text}” är ingen dag. Skriv som 2026-04-30.", "“{text}” is not a day. Write it as 2026-04-30.")
