"""What a person sees of the files on their way in: only at boards where they may import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.audit.single import single
from riskbild.files.held import HeldFile
from riskbild.intake.comparison import Matches, choice_of, matches_of
from riskbild.intake.forms import titles_of
from riskbild.intake.models import Correction, Intake, ReadDocument, TakenRow
from riskbild.intake.review.applying import Reviewed, reviewed
from riskbild.intake.review.edits import Edit
from riskbild.intake.states import CAME_AS, ON_THE_WAY, Choice, IntakeState, Origin
from riskbild.intake.stored import document_from
from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.register.actions.taking import year_closed
from riskbild.register.models import BoardYear
from riskbild.register.queries.board_years import year_of
from riskbild.register.queries.choices import as_seen
from riskbild.register.queries.methods import MethodSeen, method_versions
from riskbild.rules.method import Method
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence

MOST = 200
_USED = (IntakeState.ACCEPTED, IntakeState.UNDONE)


@dataclass(frozen=True)
class IntakeSeen:
    """One file on its way in. `refusal` says why it could not be read; `sha256` names the file in the store."""

    id: UUID
    version: int
    board_id: UUID
    year: int
    name: str
    origin: Origin
    state: IntakeState
    progress: int
    pages: int
    refusal: Sentence | None
    rows_read: int
    corrections: int
    taken: int
    received_by: str
    received_at: datetime
    changed_at: datetime
    municipality_id: UUID
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Review:
    """Everything that the review page shows. `choices` says what is made of each row; `edits` are by position.

    `method` is the one that the year has, or is going to have; `new_year` that accepting opens it, `closed` why
    it takes nothing. `methods` can be chosen among for a new year, and `proposed` tells that the file's own is.
    """

    intake: IntakeSeen
    state: Reviewed
    read: Reviewed
    original: list[Any]
    matches: Matches
    choices: dict[str, Choice]
    edits: Sequence[Edit]
    titles: dict[str, str]
    plan_titles: dict[str, str]
    method: Method
    method_id: UUID | None
    new_year: bool
    closed: Sentence | None
    methods: Sequence[MethodSeen]
    proposed_name: str


@dataclass(frozen=True)
class SourceSeen:
    """Where a risk stands in a file: `page` or `sheet` and `row` as the reader counted, `key` its row in the review.

    `readable` says that this person may open the review and the file itself.
    """

    intake_id: UUID
    name: str
    key: str
    year: int
    choice: Choice
    page: int | None
    sheet: str
    row: int | None
    accepted_at: datetime
    readable: bool


@dataclass(frozen=True)
class TakenSeen:
    """A risk that an import made or changed."""

    risk_id: UUID
    title: str
    choice: Choice
    archived: bool
    changed: bool


def boards_to_import(by: User, today: date) -> list[Any]:
    """The boards where this person may import and that stand open, as the tree has them."""
    access = access_of(by, today)
    allowed = access.at(Permission.IMPORT)
    return [board for board in access.tree.boards if board.id in allowed and not board.closed]


def intakes_seen_by(by: User, today: date) -> list[IntakeSeen]:
    """The latest 200 at the boards where this person may import, newest first; one query."""
    rows = _seen(by, today).exclude(state=IntakeState.DISCARDED).annotate(taken_count=Count("taken"))
    return [_value(row) for row in rows.order_by("-received_at", "-pk")[:MOST]]


def waiting_for(by: User, today: date) -> list[IntakeSeen]:
    """What has been read and waits for somebody's review, oldest first; at most eight, one query, or none."""
    if not access_of(by, today).anywhere(Permission.IMPORT):
        return []
    rows = _seen(by, today).filter(state__in=[*ON_THE_WAY, IntakeState.READY, IntakeState.REFUSED])
    return [_value(row) for row in rows.order_by("received_at", "pk")[:8]]


def intake_seen_by(by: User, intake_id: UUID, today: date) -> IntakeSeen:
    """One. Raises `Missing`."""
    return _value(_one(by, intake_id, today))


def review_of(by: User, intake_id: UUID, today: date) -> Review:
    """What the review page shows of a file that has been read; the number of queries does not grow with its rows."""
    intake = _one(by, intake_id, today)
    read = _latest(intake)
    document = document_from(read.document)
    edits = _edits(intake)
    state = reviewed(document, edits)
    matches = matches_of(by, intake, state, today)
    year = year_of(intake.board, intake.year)
    method_id, method, methods = _method(by, intake, year, today)
    return Review(
        intake=_value(intake), state=state, read=reviewed(document, ()), original=read.original, matches=matches,
        choices={one.key: choice_of(one, matches) for one in state.rows}, edits=[edit for _, edit in edits],
        titles=titles_of(document, intake.columns), plan_titles=titles_of(document, intake.columns, plan=True),
        method=method, method_id=method_id, new_year=year is None,
        closed=year_closed(year) if year and year.closed else None,
        methods=methods, proposed_name=intake.proposed.get("name", ""),
    )  # fmt: skip


def taken_of(by: User, intake_id: UUID, today: date) -> list[TakenSeen]:
    """The risks that an import made or changed, in the document's order; two queries."""
    intake = _one(by, intake_id, today)
    rows = TakenRow.objects.filter(municipality_id=intake.municipality_id, intake=intake).select_related("risk")
    return [
        TakenSeen(
            row.risk_id, row.risk.title, Choice(row.choice), row.risk.archived, row.risk.version != row.risk_version
        )
        for row in rows.order_by("position")
    ]


_OF_RISK = Prepared(
    lambda: TakenRow.objects.select_related("intake").order_by("-intake__changed_at", "-pk"),
    by=["municipality_id", "risk_id"],
)  # fmt: skip


def sources_of(by: User, risk_id: UUID, today: date) -> list[SourceSeen]:
    """The files that a risk stands in, latest first; for who sees the risk. One query."""
    readable = access_of(by, today).at(Permission.IMPORT)
    return [
        SourceSeen(
            intake_id=row.intake_id, name=row.intake.name, key=row.row, year=row.intake.year, choice=Choice(row.choice),
            page=row.place.get("page"), sheet=row.place.get("sheet") or "", row=row.place.get("row"),
            accepted_at=row.intake.changed_at, readable=row.intake.board_id in readable,
        )
        for row in _OF_RISK.rows(by.municipality_id, risk_id)
        if not row.taken_back
    ]  # fmt: skip


def files_taken_in(by: Actor, year: BoardYear, today: date) -> list[HeldFile]:
    """The files that something of a board's year came out of, also what has been undone, for who reads its secrets.

    Oldest first; one query. Raises `Forbidden`.
    """
    check(by, Permission.READ_SECRET, year.board_id, today=today)
    rows = Intake.objects.filter(municipality_id=year.municipality_id, board_id=year.board_id, year=year.year)
    told = rows.annotate(
        took=Exists(TakenRow.objects.filter(municipality_id=year.municipality_id, intake=OuterRef("pk"))),
        outcome=F("returned__outcome"),
    ).select_related("file").order_by("received_at", "pk")  # fmt: skip
    return [
        HeldFile(row.file.sha256, row.name, CAME_AS[Origin(row.origin)].sv, row.pk)
        for row in told
        if row.state in _USED or row.took or any((row.outcome or {}).values())
    ]


def _seen(by: User, today: date) -> QuerySet[Intake]:
    allowed = access_of(by, today).at(Permission.IMPORT)
    rows = Intake.objects.filter(municipality_id=by.municipality_id, board_id__in=allowed)
    return rows.select_related("file", "received_by", "board")


def _one(by: User, intake_id: UUID, today: date) -> Intake:
    row = single(_seen(by, today).filter(pk=intake_id))
    if row is None:
        raise Missing
    return row


def _latest(intake: Intake) -> ReadDocument:
    rows = ReadDocument.objects.filter(municipality_id=intake.municipality_id, intake=intake, reading=intake.reading)
    row = rows.first()
    if row is None:
        raise Missing
    return row


def _edits(intake: Intake) -> list[tuple[int, Edit]]:
    rows = Correction.objects.filter(municipality_id=intake.municipality_id, intake=intake, withdrawn=False)
    pairs = rows.order_by("position").values_list("position", "edit")
    return [(position, Edit.from_data(edit)) for position, edit in pairs]


def _method(
    by: User, intake: Intake, year: BoardYear | None, today: date
) -> tuple[UUID | None, Method, Sequence[MethodSeen]]:
    if year is not None:
        return year.method_id, as_seen(year).method, ()
    methods = [one for one in method_versions(by, today) if one.number == one.latest]
    chosen = next((one for one in methods if one.id == intake.method), None)
    if chosen is not None:
        return chosen.id, chosen.method, methods
    return None, Method.from_data(intake.proposed["method"]), methods


def _value(row: Intake) -> IntakeSeen:
    refusal = Sentence(sv=row.refusal["sv"], en=row.refusal["en"]) if row.refusal else None
    return IntakeSeen(
        id=row.pk, version=row.version, board_id=row.board_id, year=row.year, name=row.name, origin=Origin(row.origin),
        state=IntakeState(row.state), progress=row.progress, pages=row.pages, refusal=refusal,
        rows_read=row.rows_read, corrections=row.corrections_made, taken=getattr(row, "taken_count", 0),
        received_by=row.received_by.name if row.received_by else "", received_at=row.received_at,
        changed_at=row.changed_at, municipality_id=row.municipality_id, sha256=row.file.sha256, size=row.file.size,
        media_type=row.file.media_type,
    )  # fmt: skip
