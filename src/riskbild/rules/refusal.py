"""Refusals: the only exceptions whose text is shown to people."""

from collections.abc import Iterable

from riskbild.rules.finding import Finding, stopping
from riskbild.rules.sentence import Sentence

NOT_HERE = Sentence(
    "Det du söker finns inte, eller så har du inte tillgång till det.",
    "There is no such thing, or you have no access to it.",
)


class Refused(Exception):
    """What was asked for is not done, and `sentence` says why and what can be done about it.

    `findings` names the fields at fault where there are any, so that a form can show each error in its place.
    """

    def __init__(self, sentence: Sentence, findings: Iterable[Finding] = ()) -> None:
        self.sentence = sentence
        self.findings = tuple(findings)
        super().__init__(sentence, self.findings)

    def __str__(self) -> str:
        return str(self.sentence)


class Forbidden(Refused):
    """The person may not do this."""


class Missing(Refused):
    """The thing is not there, or belongs to somebody else; shown as "not found" in both cases."""

    def __init__(self, sentence: Sentence = NOT_HERE, findings: Iterable[Finding] = ()) -> None:
        super().__init__(sentence, findings)


class Unreadable(Refused):
    """What was sent makes no sense: no page of ours sends it, or somebody has changed the address by hand."""


def refuse_if_stopped(findings: Iterable[Finding]) -> None:
    """Raise Refused with all that stands in the way, if anything does; the first is the sentence."""
    if stops := stopping(tuple(findings)):
        raise Refused(stops[0].sentence, stops)
