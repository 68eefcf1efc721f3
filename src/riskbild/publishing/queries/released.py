"""What anybody may read without being known: the documents that have been published and not withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from riskbild.audit.single import single
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.conflict import NOT_FOUND, reached, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import reads_under
from riskbild.publishing.addresses import address_of, kind_of_address
from riskbild.publishing.models import PublicAddress, Release, ReleasedFile
from riskbild.publishing.queries.kept import kept_bytes
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_ORDER = ("html", "pdf", "docx", "xlsx", "csv", "json")
_VERSION_GONE = Sentence(
    "Version {number} drogs tillbaka {day}. Skäl: {reason}", "Version {number} was withdrawn on {day}. Reason: {reason}"
)
_GONE = Sentence(
    "{title}, version {number}, drogs tillbaka {day}. Skäl: {reason}",
    "{title}, version {number}, was withdrawn on {day}. Reason: {reason}",
)


@dataclass(frozen=True, slots=True)
class ReleasedForm:
    """One form of a published document."""

    form: str
    document_id: UUID
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Released:
    """A published document. `slug`, `board_code`, `year`, `kind_address` and `number` make up its lasting address.

    `newer` is the number of a later one that is shown in its place, 0 where this is the latest. `occasion` is the key
    of the period that an interim report is about: of each period one is the latest. `withdrawn_later` says what came
    after it at the address and was withdrawn, where this is shown in its place.
    `refusal` says why who asked may not withdraw it; None for who may, and where nobody asked.
    """

    id: UUID
    version: int
    slug: str
    municipality: str
    board_id: UUID
    board: str
    board_code: str
    board_year_id: UUID
    year: int
    kind: PublishedKind
    number: int
    title: str
    sample: bool
    plan_id: UUID | None
    decided_by: str
    decided_on: date
    paragraph: str
    case_number: str
    published_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    forms: Sequence[ReleasedForm]
    occasion: str = ""
    newer: int = 0
    withdrawn_later: Sentence | None = None
    refusal: Sentence | None = None

    @property
    def kind_address(self) -> str:
        """The document's name in the address: its kind, and the period of an interim report."""
        return address_of(self.kind, self.occasion)

    @property
    def path(self) -> tuple[str, str, int, str]:
        """The lasting address' parts, without the number."""
        return self.slug, self.board_code, self.year, self.kind_address


class Withdrawn(Refused):
    """What was published here is not any more; shown as "gone" with the sentence.

    `standing` are the parts of the address at which another version is still published, None where there is none.
    """

    def __init__(self, sentence: Sentence, standing: tuple[str, str, int, str] | None = None) -> None:
        super().__init__(sentence)
        self.standing = standing


def municipalities_published() -> Sequence[tuple[str, str]]:
    """The municipalities that have something published: address and name, by name; one query."""
    rows = Release.objects.filter(withdrawn_at=None).values_list("municipality_id", flat=True)
    found = PublicAddress.objects.filter(municipality_id__in=rows).select_related("municipality")
    return sorted(((one.slug, one.municipality.name) for one in found), key=lambda one: one[1])


def releases_of(slug: str) -> Sequence[Released]:
    """What a municipality has published and not withdrawn, the latest of each kind and period; four queries.

    The latest year first. Raises `Missing` where it has never published anything.
    """
    address = _address(slug)
    rows = _rows().filter(municipality_id=address.municipality_id, withdrawn_at=None).order_by("-number")
    latest: dict[tuple[object, ...], Release] = {}
    for row in rows:
        latest.setdefault((row.board_code, row.year, row.kind, row.occasion), row)
    found = [_seen(row, slug) for row in latest.values()]
    return sorted(found, key=lambda one: (-one.year, one.board, one.title))


def release_at(slug: str, board_code: str, year: int, kind_address: str, number: int | None = None) -> Released:
    """The document at an address, for anybody; without a number the latest one. Four queries.

    Raises `Missing` where nothing has been published, `Withdrawn` where it has been withdrawn.
    """
    kind, address = kind_of_address(kind_address), _address(slug)
    if kind is None:
        raise Missing(NOT_FOUND)
    rows = _rows().filter(
        municipality_id=address.municipality_id, board_code=board_code, year=year, kind=kind.value
    )  # fmt: skip
    # The kind alone is an address, too: that of the latest period's report.
    found = _latest_first(row for row in rows if kind_address in {address_of(kind, row.occasion), address_of(kind, "")})
    standing = next((row for row in found if row.withdrawn_at is None), None)
    wanted = standing or next(iter(found), None)
    if number is not None:
        wanted = next((row for row in found if row.number == number), None)
    if wanted is None:
        raise Missing(NOT_FOUND)
    alike = [row.number for row in found if row.withdrawn_at is None and row.occasion == wanted.occasion]
    newest = max(alike, default=0)
    seen = _seen(wanted, slug, newer=newest if newest > wanted.number else 0)
    if seen.withdrawn_at is not None:
        raise Withdrawn(_gone(seen), _seen(standing, slug).path if standing else None)
    return replace(seen, withdrawn_later=None if seen.newer else _withdrawn_after(wanted, found, slug))


def _latest_first(rows: Iterable[Release]) -> list[Release]:
    """The releases at an address, the latest period's first and of each period the latest version.

    The periods follow each other as they were first published: a corrected report is no later period's.
    """
    found = list(rows)
    first: dict[str, int] = {}
    for row in found:
        first[row.occasion] = min(row.number, first.get(row.occasion, row.number))
    return sorted(found, key=lambda row: (first[row.occasion], row.number), reverse=True)


def _withdrawn_after(shown: Release, found: Sequence[Release], slug: str) -> Sentence | None:
    """What was withdrawn of what came after the one that is shown, the latest of it, and why."""
    later = found[: found.index(shown)]
    gone = next((row for row in later if row.withdrawn_at is not None), None)
    if gone is None:
        return None
    return _gone(_seen(gone, slug), _VERSION_GONE if gone.title == shown.title else _GONE)


def released_bytes(released: Released, form: str, today: date) -> tuple[ReleasedForm, bytes]:
    """One form of a published document. Raises `Missing` for a form that it does not have."""
    found = next((one for one in released.forms if one.form == form), None)
    if found is None:
        raise Missing(NOT_FOUND)
    return found, kept_bytes(None, found.document_id, today)[1]


def releases_of_year(by: Actor, board_year_id: UUID, today: date) -> Sequence[Released]:
    """Everything published of a year, the latest first, for who reads under the board. Raises `Missing`."""
    year = reached(BoardYear, by, board_year_id)
    if not reads_under(by, year.board_id, today):
        raise Missing(NOT_FOUND)
    forbidden = refusal(by, Permission.PUBLISH, year.board_id, today=today)
    rows = _rows().filter(municipality_id=year.municipality_id, board_year=year).order_by("-published_at", "-number")
    slug = _slug(year.municipality_id)
    return _with_newer([_seen(row, slug, refusal=forbidden) for row in rows])


def release_seen_by(by: Actor, release_id: UUID, today: date) -> Released:
    """One published document, for who reads under its board. Raises `Missing`."""
    row = single(within_reach(_rows(), by).filter(pk=release_id))
    if row is None or not reads_under(by, row.board_id, today):
        raise Missing(NOT_FOUND)
    return _seen(row, _slug(row.municipality_id), refusal=refusal(by, Permission.PUBLISH, row.board_id, today=today))


def _with_newer(releases: Iterable[Released]) -> list[Released]:
    shown: dict[tuple[object, ...], int] = {}
    releases = list(releases)
    for one in releases:
        if one.withdrawn_at is None:
            shown[one.path] = max(shown.get(one.path, 0), one.number)
    return [replace(one, newer=newest if (newest := shown.get(one.path, 0)) > one.number else 0) for one in releases]


def _rows() -> QuerySet[Release]:
    files = ReleasedFile.objects.select_related("document")
    return Release.objects.select_related("board", "municipality").prefetch_related(Prefetch("files", files))


def _address(slug: str) -> PublicAddress:
    found = PublicAddress.objects.filter(slug=slug).first()
    if found is None:
        raise Missing(NOT_FOUND)
    return found


def _slug(municipality_id: UUID) -> str:
    """The municipality's word in addresses; empty while it has published nothing."""
    return next(iter(PublicAddress.objects.filter(municipality_id=municipality_id).values_list("slug", flat=True)), "")


def _gone(seen: Released, told: Sentence = _GONE) -> Sentence:
    day = day_of(seen.withdrawn_at).isoformat() if seen.withdrawn_at else ""
    return told.format(title=seen.title, number=seen.number, day=day, reason=seen.withdrawn_reason)


def _seen(row: Release, slug: str, *, newer: int = 0, refusal: Sentence | None = None) -> Released:
    files = [one.document for one in row.files.all()]
    files.sort(key=lambda one: _ORDER.index(one.format) if one.format in _ORDER else len(_ORDER))
    return Released(
        id=row.pk, version=row.version, slug=slug, municipality=row.municipality.name, board_id=row.board_id,
        board=row.board.name, board_code=row.board_code, board_year_id=row.board_year_id, year=row.year,
        kind=PublishedKind(row.kind), number=row.number, title=row.title, sample=row.sample, plan_id=row.plan_id,
        decided_by=row.decided_by, decided_on=row.decided_on, paragraph=row.paragraph, case_number=row.case_number,
        published_at=row.published_at, withdrawn_at=row.withdrawn_at, withdrawn_reason=row.withdrawn_reason,
        forms=[ReleasedForm(one.format, one.pk, one.sha256, one.size, one.media_type) for one in files],
        occasion=row.occasion, newer=newer, refusal=refusal,
    )  # fmt: skip
