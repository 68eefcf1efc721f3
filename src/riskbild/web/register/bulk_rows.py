"""The chosen risks as a change would leave them: what each field says and would say, and what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from riskbild.organisation.permissions import refusal
from riskbild.organisation.roles import Permission
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.listing import RiskLine
from riskbild.rules.sentence import Sentence
from riskbild.web.register.bulk_form import FIELDS
from riskbild.web.register.reach import Reach
from riskbild.web.request import SignedInRequest

type Shown = str | Sentence


@dataclass(frozen=True)
class Field:
    """One field of one risk: what it says, what it would say, and whether the two differ."""

    name: str
    now: Shown
    then: Shown
    changes: bool


@dataclass(frozen=True)
class BulkRow:
    """One chosen risk. `moved` tells that somebody has saved it since; `problem` is why it cannot be changed."""

    line: RiskLine
    fields: Sequence[Field]
    moved: bool
    problem: Sentence | None


def rows_of(
    request: SignedInRequest,
    reach: Reach,
    lines: Sequence[RiskLine],
    changes: Mapping[str, Any],
    versions: Mapping[UUID, int],
) -> list[BulkRow]:
    """The chosen risks, each with its six fields."""
    return [
        BulkRow(
            line,
            [_field(reach, line, name, changes) for name in FIELDS],
            moved=versions[line.id] != line.version,
            problem=_problem(request, reach, line, changes),
        )
        for line in lines
    ]


def _field(reach: Reach, line: RiskLine, name: str, changes: Mapping[str, Any]) -> Field:
    now = _value(line, name)
    then = changes.get(name, now)
    return Field(name, _told(reach, now), _told(reach, then), changes=name in changes and now != then)


def _value(line: RiskLine, name: str) -> Any:
    own = {"node": line.node_id, "in_plan": line.in_plan}
    return own[name] if name in own else line.texts[name]


def _told(reach: Reach, value: Any) -> Shown:
    if isinstance(value, UUID):
        return reach.unit_name(value)
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return value or ""


def _problem(request: SignedInRequest, reach: Reach, line: RiskLine, changes: Mapping[str, Any]) -> Sentence | None:
    for permission in (Permission.EDIT_RISK, Permission.CHANGE_MANY):
        if why := refusal(request.user, permission, line.node_id, today=request.today):
            return why
    year = reach.board_year(line.board_id, line.year)
    if year is None or year.closed:
        return _CLOSED.format(year=line.year)
    for name in changes:
        if isinstance(line.texts.get(name), Sentence):
            return _SECRET.format(field=FIELD_LABELS[name])
    node = changes.get("node")
    if node and line.board_id not in {one.id for one in reach.access.tree.path(node)}:
        return _OTHER_BOARD.format(unit=reach.unit_name(node))
    return None


_CLOSED = Sentence(sv="{year} är stängt och kan inte ändras.", en="{year} is closed and cannot be changed.")
_SECRET = Sentence(
    sv="{field} är sekretessmarkerat och kan inte ändras av dig.", en="{field} is secret and cannot be changed by you."
)
_OTHER_BOARD = Sentence(
    sv="Risken hör till en annan nämnd än {unit}.", en="The risk belongs to another board than {unit}."
)
