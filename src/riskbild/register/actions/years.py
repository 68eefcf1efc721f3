"""A board's years and the versions of its assessment method."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from riskbild.audit.event import Event
from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import add, update
from riskbild.documents.profile import Profile
from riskbild.organisation.conflict import NOT_FOUND, Conflict, reached, reached_node, take
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import ANSWERABLE
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.register import events
from riskbild.register.actions.taking import check_open
from riskbild.register.derive import Scored, put_score
from riskbild.register.models import BoardYear, MethodVersion, Risk
from riskbild.register.rules_of import method_of
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

EARLIEST, LATEST = 1990, 2100


@transaction.atomic
def open_year(
    *, by: Actor, board_id: UUID, year: int, method_id: UUID, now: datetime, sample: bool = False
) -> BoardYear:
    """Opens a year for a board with a version of a method; a year already there is refused."""
    board = reached_node(by, board_id, ANSWERABLE)
    check(by, Permission.MANAGE_YEAR, board.pk, today=day_of(now))
    if board.closed_on is not None and board.closed_on <= day_of(now):
        raise at("board", Sentence(sv=f"{board.name} är avslutad.", en=f"{board.name} is closed."))
    if not EARLIEST <= year <= LATEST:
        raise at("year", Sentence(sv=f"{year} är inget rimligt år.", en=f"{year} is not a reasonable year."))
    method = _method(board.municipality_id, method_id)
    opened, new = BoardYear.objects.get_or_create(
        municipality_id=board.municipality_id, board=board, year=year, defaults={"method": method, "sample": sample}
    )
    if not new:
        raise at("year", Sentence(sv=f"{year} finns redan för {board.name}.", en=f"{board.name} already has {year}."))
    after = {"board": str(board.pk), "year": year, "method": str(method.pk), "sample": sample}
    return _recorded(opened, events.YEAR_OPENED, by, now, after)


@transaction.atomic
def close_year(*, by: Actor, board_year_id: UUID, version: int, now: datetime) -> BoardYear:
    """Closes a year: from here on it is history and nothing in it changes."""
    return _set_closed(by, board_year_id, version, now, closed=True)


@transaction.atomic
def reopen_year(*, by: Actor, board_year_id: UUID, version: int, now: datetime) -> BoardYear:
    """Opens a closed year again."""
    return _set_closed(by, board_year_id, version, now, closed=False)


@transaction.atomic
def set_year_method(*, by: Actor, board_year_id: UUID, version: int, method_id: UUID, now: datetime) -> BoardYear:
    """Works an open year with another version of a method; levels are looked up anew, assessments stay."""
    row = _take_year(by, board_year_id, version, now)
    check_open(row)
    method = _method(row.municipality_id, method_id)
    before = {"earlier_method": str(row.method_id)}
    row.method = method
    row.version += 1
    update(row)
    rules = method_of(method)
    risks = list(Risk.objects.filter(municipality_id=row.municipality_id, board_year=row))
    for risk in risks:
        put_score(risk, Scored(risk.likelihood, risk.impact, risk.score), rules)
    Risk.objects.bulk_update(risks, ["level"], batch_size=500)
    return _recorded(row, events.YEAR_METHOD_SET, by, now, {"method": str(method.pk), **before})


@transaction.atomic
def make_method(
    *,
    by: Actor,
    node_id: UUID,
    profile: Profile,
    now: datetime,
    series: UUID | None = None,
    after_number: int | None = None,
) -> MethodVersion:
    """Saves a version of an assessment method with its form's profile: the first of a new series, or the next of one.

    Earlier versions stay as they are, and years go on with the version they have. `after_number` is the version that
    the person began from: raises `Conflict` when somebody else has saved a later one.
    """
    node = reached(Node, by, node_id)
    check(by, Permission.MANAGE_METHOD, node.pk, today=day_of(now))
    rows = MethodVersion.objects.filter(municipality_id=node.municipality_id, series=series) if series else None
    number = 1
    if rows is not None:
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        if number == 1:
            raise Missing(NOT_FOUND)
    if after_number is not None and number != after_number + 1:
        raise Conflict
    version = MethodVersion(
        municipality_id=node.municipality_id, series=series or uuid7(), number=number, name=profile.method.name,
        definition=profile.method.to_data(), profile=profile.to_data(), made_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            add(version)
    except IntegrityError as taken:
        # Somebody else took the number in the same moment.
        raise Conflict from taken
    after = {"name": version.name, "number": version.number, "definition": version.definition}
    change = Change(events.METHOD_MADE, "method", version.pk, after=after)
    record(change, by=by, municipality_id=version.municipality_id, now=now)
    return version


def _method(municipality_id: UUID, method_id: UUID) -> MethodVersion:
    method = single(MethodVersion.objects.filter(municipality_id=municipality_id, pk=method_id))
    if method is None:
        raise Missing(NOT_FOUND)
    return method


def _take_year(by: Actor, board_year_id: UUID, version: int, now: datetime) -> BoardYear:
    row = take(BoardYear, by, board_year_id, version=None)
    check(by, Permission.MANAGE_YEAR, row.board_id, today=day_of(now))
    return take(BoardYear, by, board_year_id, version=version)


def _set_closed(by: Actor, board_year_id: UUID, version: int, now: datetime, *, closed: bool) -> BoardYear:
    row = _take_year(by, board_year_id, version, now)
    if row.closed == closed:
        raise Refused(_CLOSED_ALREADY if closed else _OPEN_ALREADY)
    row.closed = closed
    row.version += 1
    update(row)
    return _recorded(row, events.YEAR_CLOSED if closed else events.YEAR_REOPENED, by, now, {"year": row.year})


def _recorded(row: BoardYear, event: Event, by: Actor, now: datetime, after: dict[str, object]) -> BoardYear:
    record(Change(event, "board_year", row.pk, after=after), by=by, municipality_id=row.municipality_id, now=now)
    return row


_CLOSED_ALREADY = Sentence(sv="Året är redan stängt.", en="The year is already closed.")
_OPEN_ALREADY = Sentence(sv="Året är redan öppet.", en="The year is already open.")
