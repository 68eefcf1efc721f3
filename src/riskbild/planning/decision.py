"""A board's decision as the minutes have it, and what must stand in it."""

from dataclasses import dataclass
from datetime import date, datetime

from riskbild.organisation.day import day_of
from riskbild.organisation.refusing import at, filled_line
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Decision:
    """A board's decision: who decided, when, its number in the minutes ("§ 118") and the case number ("KS 2025/41")."""

    body: str
    decided_on: date
    paragraph: str
    case_number: str

    def to_data(self) -> dict[str, str]:
        """The decision as plain JSON data."""
        return {
            "body": self.body, "decided_on": self.decided_on.isoformat(), "paragraph": self.paragraph,
            "case_number": self.case_number,
        }  # fmt: skip


def checked_decision(decision: Decision, now: datetime) -> Decision:
    """The decision with clean lines. Raises `Refused`, at its field, for one that lacks something or lies ahead."""
    if decision.decided_on > day_of(now):
        raise at("decided_on", _AHEAD)
    return Decision(
        body=filled_line(decision.body, where="body", longest=200, empty=_NO_BODY),
        decided_on=decision.decided_on,
        paragraph=filled_line(decision.paragraph, where="paragraph", longest=40, empty=_NO_PARAGRAPH),
        case_number=filled_line(decision.case_number, where="case_number", longest=80, empty=_NO_CASE),
    )


_AHEAD = Sentence(sv="Beslutet ligger i framtiden.", en="The decision lies ahead.")
_NO_BODY = Sentence(sv="Ange vem som beslutade.", en="Say who decided.")
_NO_PARAGRAPH = Sentence(
    sv="Ange beslutets paragraf, till exempel § 118.", en="Give the decision's item, such as § 118."
)
_NO_CASE = Sentence(sv="Ange ärendets diarienummer.", en="Give the case number.")
