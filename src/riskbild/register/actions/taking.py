"""How an action takes hold of a risk: within reach, allowed, in an open year, and as the person last saw it."""

from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from riskbild.audit.record import Change, record
from riskbild.organisation.conflict import Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.seen import check_seen
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


def year_closed(year: BoardYear) -> Sentence:
    """Why nothing can be changed in a closed year."""
    return Sentence(
        sv=f"{year.year} är stängt och kan inte ändras.", en=f"{year.year} is closed and cannot be changed."
    )


def check_open(year: BoardYear) -> None:
    """Raises `Refused` when the year is closed."""
    if year.closed:
        raise Refused(year_closed(year))


def take_risk(
    by: Actor, risk_id: UUID, version: int | None, permission: Permission, now: datetime, *, archived: bool = False
) -> Risk:
    """The risk, locked, with its year and method.

    Raises `Missing` for a risk that this person does not see, `Forbidden` without the permission, `Refused` when the
    year is closed or the risk archived (unless `archived`), `Conflict` when somebody else has saved since `version`.
    """
    risk = hold_risk(by, risk_id)
    check_seen(by, risk, day_of(now))
    check(by, permission, risk.node_id, today=day_of(now))
    check_open(risk.board_year)
    if risk.archived and not archived:
        raise Refused(Sentence(sv="Risken är avförd.", en="The risk is archived."))
    if version is not None and risk.version != version:
        raise Conflict
    return risk


def hold_risk(by: Actor, risk_id: UUID) -> Risk:
    """The risk, locked, with its year and method, for an action that has asked by itself who may. Raises `Missing`."""
    risk = take(Risk, by, risk_id, "board_year__method", version=None)
    setattr(risk, _TAKEN, _columns(risk))
    return risk


def save_risk(risk: Risk, change: Change, *, by: Actor, now: datetime) -> Risk:
    """Writes a risk from `take_risk` or `hold_risk` with its next version and its event.

    Comes last in an action, since writers queue for the trail.

    Only the columns that have changed are written: each of the others would be a needless entry in an index or two.
    """
    risk.version += 1
    risk.updated_at = now
    taken = getattr(risk, _TAKEN)
    risk.save(update_fields=[name for name, value in _columns(risk).items() if value != taken[name]])
    record(change, by=by, municipality_id=risk.municipality_id, now=now)
    return risk


_TAKEN = "_as_taken"


def _columns(risk: Risk) -> dict[str, Any]:
    """The columns' values, copies of those that can change in place."""
    values = {field.attname: getattr(risk, field.attname) for field in risk._meta.concrete_fields}
    return values | {"controls": deepcopy(risk.controls)}
