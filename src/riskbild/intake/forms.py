"""A board's own form: how it is recognised, and what its columns have been said to mean."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.profile import FormColumn, Profile
from riskbild.intake.models import FormMemory
from riskbild.intake.reading.titles import meanings_of, plain_title
from riskbild.rules.standard_methods import UNSCORED


class OfBoard(Protocol):
    """What tells whose form it is."""

    @property
    def municipality_id(self) -> UUID: ...
    @property
    def board_id(self) -> UUID: ...


def signature_of(document: ExchangeDocument) -> str:
    """A checksum of the form's column titles as titles are compared; "" for a document that has none."""
    titles = [plain_title(title) for title in (*document.header, *document.plan_header) if title]
    return hashlib.sha256("\n".join(titles).encode()).hexdigest() if titles else ""


def profile_for(profile: Profile | None, columns: Mapping[str, str]) -> Profile | None:
    """The profile with some printed titles said to mean these fields; a field is one column's at most."""
    if not columns:
        return profile
    base = profile or Profile(name="", method=UNSCORED)
    said: dict[str, str] = {}
    for title, field in columns.items():
        said.setdefault(field, title)
    kept = [column for column in base.columns if column.field not in said]
    made = [FormColumn(field=field, title=title) for field, title in said.items()]
    return Profile(
        name=base.name or "form", method=base.method, columns=(*kept, *made), plan_columns=base.plan_columns,
        response=base.response, score_in_heading=base.score_in_heading, carried_over=base.carried_over,
        statuses=base.statuses, results=base.results, periods=base.periods, measures=base.measures,
        plan_measures=base.plan_measures,
    )  # fmt: skip


def remembered_columns(of: OfBoard, document: ExchangeDocument) -> dict[str, str]:
    """What the board said of this very form last time, title by title; nothing for a form that is new."""
    signature = signature_of(document)
    rows = FormMemory.objects.filter(municipality_id=of.municipality_id, board_id=of.board_id, signature=signature)
    found = rows.first() if signature else None
    return dict(found.columns) if found else {}


def titles_of(document: ExchangeDocument, columns: Mapping[str, str], *, plan: bool = False) -> dict[str, str]:
    """The printed title of each field, as far as titles say it themselves; `columns` are those somebody has said."""
    said = {plain_title(title): field for title, field in columns.items()}
    found: dict[str, str] = {}
    for title in document.plan_header if plan else document.header:
        for field in _fields(title or "", said):
            found.setdefault(field, title or "")
    return found


def _fields(title: str, said: Mapping[str, str]) -> Iterable[str]:
    known = said.get(plain_title(title))
    return [known] if known else [field for field, _ in meanings_of(title)[:1]]
