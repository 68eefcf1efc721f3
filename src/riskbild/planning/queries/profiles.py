"""A risk profile of a year with its difference against the years before, row by row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.planning.lines import PlacedLine, RiskLine, lines_of, placed_lines
from riskbild.planning.models import ProfileRisk, RiskProfile
from riskbild.planning.queries.seen import Masks, RiskRef, masks_of, ref_of, year_for
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.seen import risks_seen_by, title_of
from riskbild.register.queries.telling import Shown
from riskbild.register.rules_of import method_of
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_difference import Fields, RowChange, RowDifference, difference

MOST_YEARS = 10
"""How many years back a row is followed."""

_COMPARED = ("title", "description", "consequence", "likelihood", "impact", "score", "response")


@dataclass(frozen=True)
class ProfileRow:
    """One chosen risk in its place. `from_node_id` None with origin NOT_STATED or NOMINATED means "ej angiven".

    `years` counts the years it has stood unchanged, this one included; `changed` names what differs from last year.
    """

    id: UUID
    version: int
    position: int
    group: str
    risk: RiskRef
    category: Shown
    description: Shown
    consequence: Shown
    response: str
    response_reason: Shown
    in_plan: bool | None
    origin: ProfileOrigin
    from_node_id: UUID | None
    change: RowChange
    years: int
    changed: Mapping[str, tuple[object, object]]


@dataclass(frozen=True)
class GoneRow:
    """A risk of last year's profile that this year's does not have."""

    risk_id: UUID
    title: Shown
    score: int | None


@dataclass(frozen=True)
class ProfileSeen:
    """A profile; `id` and `version` are None and 0 where nobody has begun it. `compared_to` is the year before."""

    id: UUID | None
    version: int
    node_id: UUID
    year: YearSeen
    rows: Sequence[ProfileRow]
    gone: Sequence[GoneRow]
    compared_to: int | None
    refusal: Sentence | None


@dataclass(frozen=True)
class _Earlier:
    """The same level's profiles in earlier years: fields by lineage, the latest that has any first and then year by
    year, and the latest one's keys by lineage; `next_before` where no year stands between it and this one.
    """

    latest: int | None
    next_before: bool
    fields: Sequence[Mapping[UUID, Fields]]
    last: Mapping[UUID, UUID]


_PROFILE = Prepared(RiskProfile.objects.all, by=["municipality_id", "board_year_id", "node_id"])


def profile_seen_by(by: Actor, board_year_id: UUID, node_id: UUID, today: date) -> ProfileSeen:
    """The risk profile of a board or a level below it; eight queries at most, however many risks. Raises `Missing`.

    Risks that the person does not see are left out; secret fields are masked, and a masked row tells of no change.
    """
    year = year_for(by, board_year_id, today)
    path = {node.id for node in tree_of(year.board.municipality, today).path(node_id)}
    forbidden = refusal(by, Permission.READ, node_id, today=today)
    if year.board_id not in path or forbidden is not None:
        raise Missing(NOT_FOUND)
    profile = _PROFILE.single(year.municipality_id, year.pk, node_id)
    rows = _rows(by, profile, today) if profile else []
    earlier = _earlier(by, year, node_id, [row.risk.lineage for row in rows], today)
    compared = _compared(rows, earlier)
    gone = _gone_lines(year, [earlier.last[key] for key, one in compared.items() if one.change is RowChange.GONE])
    masks = masks_of(by, [*(row.risk for row in rows), *gone], today)
    return ProfileSeen(
        id=profile.pk if profile else None, version=profile.version if profile else 0, node_id=node_id,
        year=as_seen(year), rows=[_row(row, masks, year, compared[row.risk.lineage]) for row in rows],
        gone=[GoneRow(risk.id, title_of(risk, masks.get(risk.id, {})), risk.score) for risk in gone],
        compared_to=earlier.latest,
        refusal=refusal(by, Permission.EDIT_PLAN, node_id, today=today),
    )  # fmt: skip


def _rows(by: Actor, profile: RiskProfile, today: date) -> list[PlacedLine]:
    seen = risks_seen_by(by, today).filter(
        municipality_id=profile.municipality_id, board_year=profile.board_year_id, archived=False
    )
    rows = ProfileRisk.objects.filter(municipality_id=profile.municipality_id, profile=profile).filter(_among(seen))
    return placed_lines(profile.municipality_id, rows.order_by("position", "pk"))


def _among(risks: QuerySet[Risk]) -> Exists:
    """That a chosen risk is one of these; asked risk by risk, as there may be ten thousand of them beside."""
    return Exists(risks.filter(pk=OuterRef("risk_id")))


def _earlier(by: Actor, year: BoardYear, node_id: UUID, lineages: Sequence[UUID], today: date) -> _Earlier:
    """Also what stood in another board's profile, where the same risk came from there in a reorganisation."""
    rows = ProfileRisk.objects.filter(
        Q(profile__node_id=node_id) | Q(risk__lineage__in=lineages),
        _among(risks_seen_by(by, today)),
        municipality_id=year.municipality_id, risk__municipality_id=year.municipality_id, risk__year__lt=year.year,
        risk__year__gte=year.year - MOST_YEARS,
    )  # fmt: skip
    by_year: dict[int, dict[UUID, Fields]] = defaultdict(dict)
    keys: dict[int, dict[UUID, UUID]] = defaultdict(dict)
    wanted = ("risk_id", "risk__year", "risk__lineage", *(f"risk__{name}" for name in _COMPARED))
    for key, number, lineage, *fields in rows.order_by("position", "pk").values_list(*wanted):
        by_year[number][lineage] = dict(zip(_COMPARED, fields, strict=True))
        keys[number][lineage] = key
    if not by_year:
        return _Earlier(None, next_before=False, fields=[], last={})
    latest = max(by_year)
    # A year without a profile has no rows, so that none is counted as unchanged across it.
    each = [by_year.get(one, {}) for one in range(latest, min(by_year) - 1, -1)]
    return _Earlier(latest, next_before=latest == year.year - 1, fields=each, last=keys[latest])


def _compared(rows: Sequence[PlacedLine], earlier: _Earlier) -> dict[UUID, RowDifference[UUID]]:
    now: dict[UUID, Fields] = {row.risk.lineage: {name: getattr(row.risk, name) for name in _COMPARED} for row in rows}
    last = earlier.fields[0] if earlier.fields else {}
    for key, fields in now.items():
        # A response that has not been decided yet is no change of it.
        fields["response"] = fields["response"] or last.get(key, {}).get("response", "")
    found = {one.key: one for one in difference(now, earlier.fields)}
    return found if earlier.next_before else {key: replace(one, years=1) for key, one in found.items()}


def _gone_lines(year: BoardYear, keys: Sequence[UUID]) -> list[RiskLine]:
    if not keys:
        return []
    rows = Risk.objects.filter(municipality_id=year.municipality_id, pk__in=keys)
    return lines_of(year.municipality_id, rows.order_by("-score_rank", "pk"))


def _row(row: PlacedLine, masks: Masks, year: BoardYear, compared: RowDifference[UUID]) -> ProfileRow:
    risk, hidden = row.risk, masks.get(row.risk.id, {})
    texts = {name: hidden.get(name, getattr(risk, name)) for name in _SHOWN}
    return ProfileRow(
        id=row.pk, version=row.version, position=row.position, group=row.group,
        risk=ref_of(risk, hidden, method_of(year.method)), response=risk.response, in_plan=risk.in_plan,
        origin=ProfileOrigin(row.origin), from_node_id=row.from_node_id, change=compared.change, years=compared.years,
        changed={} if hidden else compared.changed, **texts,
    )  # fmt: skip


_SHOWN = ("category", "description", "consequence", "response_reason")
