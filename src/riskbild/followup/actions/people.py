"""Whose the reports are: appointed, delegated, by role, and who stands in for whom."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, insert
from riskbild.followup import events
from riskbild.followup.actions.falling import refresh_holders
from riskbild.followup.actions.taking import RETIRED, reachable, told
from riskbild.followup.models import Report, ReportHolder, RoleHolder, StandIn
from riskbild.followup.queries.seen import NOT_YOURS, stood_in_for
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import check_unlimited
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import Actor, check, may, refusal_anywhere
from riskbild.organisation.refusing import at, filled_line
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.checking import one_text
from riskbild.register.actions.taking import check_open
from riskbild.rules.period_life import PeriodState, PeriodStep, move
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.whose import Way, role_key

MOST_AT_ONCE = 500
MOST_HOLDERS = 50
LONGEST_ROLE = 200


@transaction.atomic
def assign_reports(*, by: Actor, report_ids: Sequence[UUID], person_id: UUID | None, now: datetime) -> int:
    """Appoints somebody to give some reports, instead of those they fell to; None gives them back to those.

    For who edits the plan. Raises `Refused` for reports that are given already or whose period is not open.
    """
    if not report_ids or len(report_ids) > MOST_AT_ONCE:
        raise Refused(_HOW_MANY)
    person = None if person_id is None else _person(by, person_id)
    # In key order, so that two people who do this at once queue instead of stopping each other.
    rows = [_held(by, key, now) for key in sorted(set(report_ids))]
    for row in rows:
        check(by, Permission.EDIT_PLAN, row.node_id, today=day_of(now))
        _holders(row).delete()
        if person is not None:
            _add(row, person.pk, Way.ASSIGNED)
        told(events.REPORT_ASSIGNED, row, by=by, now=now, after={"person": str(person.pk) if person else None})
    if person is None:
        refresh_holders(rows, day_of(now))
    return len(rows)


@transaction.atomic
def delegate_report(*, by: Actor, report_id: UUID, to_id: UUID, now: datetime, note: str = "") -> Report:
    """Hands a report to another person: by who it falls to, or by who edits the plan. The first keeps seeing it."""
    row = _held(by, report_id, now)
    _check_may_hand_on(by, row, now)
    person = _person(by, to_id)
    text = one_text("note", note, _NOTE)
    holders = _holders(row)
    holders.filter(way=Way.DELEGATED).exclude(person=person).delete()
    if holders.filter(person=person, active=True).exists():
        raise at("to", _HAS_IT)
    holders.exclude(person=person).update(active=False)
    holders.filter(person=person).delete()
    _add(row, person.pk, Way.DELEGATED, text)
    told(events.REPORT_DELEGATED, row, by=by, now=now, after={"person": str(person.pk), "comment": text})
    return row


@transaction.atomic
def take_back_delegation(*, by: Actor, report_id: UUID, now: datetime) -> Report:
    """Takes a report back from who it was handed to."""
    row = _held(by, report_id, now)
    _check_may_hand_on(by, row, now)
    if not _holders(row).filter(way=Way.DELEGATED).exists():
        raise Refused(_NOT_DELEGATED)
    _holders(row).filter(way=Way.DELEGATED).delete()
    _holders(row).update(active=True)
    if not _holders(row).exists():
        refresh_holders([row], day_of(now))
    told(events.DELEGATION_ENDED, row, by=by, now=now)
    return row


@transaction.atomic
def set_role_holders(*, by: Actor, node_id: UUID, role: str, person_ids: Sequence[UUID], now: datetime) -> None:
    """Says who holds a role at a unit and below it; nobody leaves it to the level above. Open reports follow."""
    node = reached(Node, by, node_id, "municipality")
    check(by, Permission.EDIT_PLAN, node.pk, today=day_of(now))
    name = filled_line(role, where="role", longest=LONGEST_ROLE, empty=_NO_ROLE)
    if len(person_ids) > MOST_HOLDERS:
        raise at("people", _HOW_MANY_HOLDERS)
    people = [_person(by, key) for key in dict.fromkeys(person_ids)]
    mine = {"municipality_id": node.municipality_id, "node": node, "key": role_key(name)}
    rows = RoleHolder.objects.select_for_update().filter(**mine)
    before = list(rows.order_by("pk").values_list("person__name", flat=True))
    rows.delete()
    insert(RoleHolder, [RoleHolder(**mine, role=name, person=person) for person in people])
    after = {"role_name": name, "holders": ", ".join(person.name for person in people)}
    change = Change(events.ROLE_HELD, "node", node.pk, {"role_name": name, "holders": ", ".join(before)}, after)
    record(change, by=by, municipality_id=node.municipality_id, now=now)
    refresh_holders(_open_reports(node.municipality_id), day_of(now))


@transaction.atomic
def appoint_stand_in(
    *, by: Actor, person_id: UUID, stand_in_id: UUID, valid_from: date, valid_to: date, now: datetime
) -> StandIn:
    """Lets somebody report for another from one day to another: by the person, or by who manages years."""
    person, stand_in = _person(by, person_id), _person(by, stand_in_id)
    _check_own(by, person, now)
    if person.pk == stand_in.pk:
        raise at("stand_in", _THEMSELVES)
    if valid_to < valid_from:
        raise at("valid_to", _ENDS_BEFORE)
    if valid_to < day_of(now):
        raise at("valid_to", _PAST)
    row = add(StandIn(
        municipality_id=person.municipality_id, person=person, stand_in=stand_in, valid_from=valid_from,
        valid_to=valid_to,
    ))  # fmt: skip
    after = {"person": str(stand_in.pk), "from": valid_from, "until": valid_to}
    return _of_person(events.STAND_IN_APPOINTED, row, by, now, after)


@transaction.atomic
def end_stand_in(*, by: Actor, stand_in_id: UUID, now: datetime) -> None:
    """Takes a stand-in away; what they have reported stays."""
    row = reached(StandIn, by, stand_in_id, "person")
    _check_own(by, row.person, now)
    _of_person(events.STAND_IN_ENDED, row, by, now, {"person": str(row.stand_in_id)})
    row.delete()


def _held(by: Actor, report_id: UUID, now: datetime) -> Report:
    """The report, locked, in an open period, and not given yet; for who has signed in."""
    check_unlimited(by)
    row = reachable(by, report_id, now, lock=True)
    check_open(row.period.board_year)
    move(PeriodState(row.period.state), PeriodStep.FILL)
    if row.retired:
        raise Refused(RETIRED)
    if row.reported_at is not None:
        raise Refused(_GIVEN)
    return row


def _check_may_hand_on(by: Actor, row: Report, now: datetime) -> None:
    if may(by, Permission.EDIT_PLAN, row.node_id, today=day_of(now)):
        return
    people = stood_in_for(by, day_of(now)) if isinstance(by, User) else ()
    given = _holders(row).filter(person_id__in=people)
    if not given.exists():
        raise Forbidden(NOT_YOURS)
    reason = refusal_anywhere(by, Permission.REPORT_OWN, today=day_of(now))
    if reason is not None:
        raise Forbidden(reason)


def _check_own(by: Actor, person: User, now: datetime) -> None:
    check_unlimited(by)
    if by.id == person.pk:
        return
    reason = refusal_anywhere(by, Permission.MANAGE_YEAR, today=day_of(now))
    if reason is not None:
        raise Forbidden(reason)


def _person(by: Actor, person_id: UUID) -> User:
    person = reached(User, by, person_id)
    if not person.is_active:
        raise Missing(NOT_FOUND)
    return person


def _holders(row: Report):  # type: ignore[no-untyped-def]  # a queryset, whose type says nothing more
    return ReportHolder.objects.filter(municipality_id=row.municipality_id, report=row)


def _add(row: Report, person_id: UUID, way: Way, note: str = "") -> None:
    add(ReportHolder(
        municipality_id=row.municipality_id, report=row, period_id=row.period_id, person_id=person_id, way=way,
        note=note,
    ))  # fmt: skip


def _open_reports(municipality_id: UUID) -> Iterable[Report]:
    return Report.objects.select_related("period__board__municipality").filter(
        municipality_id=municipality_id, period__municipality_id=municipality_id,
        period__state=PeriodState.OPEN, reported_at=None, retired=False,
    )  # fmt: skip


def _of_person(event: Event, row: StandIn, by: Actor, now: datetime, after: dict[str, object]) -> StandIn:
    change = Change(event, "user", row.person_id, after=after)
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


_NOTE = Sentence(sv="Kommentar", en="Note")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_AT_ONCE} rapporter.", en=f"Choose at least one and at most {MOST_AT_ONCE}."
)
_HOW_MANY_HOLDERS = Sentence(
    sv=f"Högst {MOST_HOLDERS} personer kan ha samma roll.", en=f"At most {MOST_HOLDERS} people can hold one role."
)
_NO_ROLE = Sentence(sv="Ange rollen.", en="Name the role.")
_HAS_IT = Sentence(sv="Personen har redan rapporten.", en="The person already has the report.")
_NOT_DELEGATED = Sentence(sv="Rapporten är inte delegerad.", en="The report is not delegated.")
_GIVEN = Sentence(sv="Rapporten är redan lämnad.", en="The report has already been given.")
_THEMSELVES = Sentence(sv="Ingen kan vara sin egen ersättare.", en="Nobody stands in for themselves.")
_ENDS_BEFORE = Sentence(sv="Tiden kan inte sluta innan den börjar.", en="The time cannot end before it begins.")
_PAST = Sentence(sv="Tiden har redan gått.", en="The time has already passed.")
