"""What a publication tells beside its document: whose it is, what was decided, and what its rows are worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.documents.layout import Source
from riskbild.documents.profile import Profile, derive
from riskbild.publishing.publication import Logo
from riskbild.rules.level import Level
from riskbild.rules.method import Method

type Line = Mapping[str, str | int | bool | None]

UNPRINTED: Final = "_"
"""What a line keeps under a name that begins with this is printed nowhere."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row is worth: worked out, never printed in the row's own cells.

    `key` and `version` are the register's, empty and 0 where the row is in no register. `critical` says that it is at
    or above the threshold, None where the method leaves that open. `more` holds the fields that no printed cell has,
    such as `item_kind`; `secrecy` names the paragraph of each marked field that the row's own marks do not know.
    """

    key: str = ""
    version: int = 0
    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None
    level: Level | None = None
    critical: bool | None = None
    to_review: bool = False
    carried_over: bool = False
    more: Mapping[str, str] = field(default_factory=dict)
    secrecy: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """A board's decision on the document."""

    body: str
    day: date
    paragraph: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Whose document it is and what is known of it.

    `dated` is the day it stands for, `statute_day` the day whose statute it tells (`dated` where None). `draft` is
    what a reader must be told at once: that nothing has been decided, that the data is made up; else it is empty.
    `rows` and `plan` go with the document's rows one by one; where they are empty they are worked out by the profile.
    `figures` are numbers beyond those that the rows give, and go before them; `texts` likewise. `tables` are tables of
    other things than risks.
    """

    dated: date
    year: int
    board: str = ""
    municipality: str = ""
    administration: str = ""
    statute_day: date | None = None
    method: Method | None = None
    decision: Decision | None = None
    draft: str = ""
    rows: tuple[RowFacts, ...] = ()
    plan: tuple[RowFacts, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[Source, Sequence[Line]] = field(default_factory=dict)
    logo: Logo | None = None


def row_facts(document: ExchangeDocument, profile: Profile, *, plan: bool = False) -> tuple[RowFacts, ...]:
    """What the rows of a document are worth by a profile."""
    rows = document.plan if plan else document.rows
    return tuple(_of_row(row, profile, document.year, plan=plan) for row in rows)


def _of_row(row: ExchangeRow, profile: Profile, year: int | None, *, plan: bool) -> RowFacts:
    derived = derive(profile, row, year=year, plan=plan)
    return RowFacts(
        likelihood=derived.likelihood, impact=derived.impact, score=derived.score, level=derived.level,
        critical=profile.method.wants_in_plan(derived.score, derived.level), to_review=derived.review,
        carried_over=derived.carried_over,
    )  # fmt: skip
