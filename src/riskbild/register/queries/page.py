"""Everything that one risk's page shows, as values, with secret fields masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.audit.queries import TrailEntry, trail_of
from riskbild.organisation.conflict import reached
from riskbild.organisation.permissions import Actor
from riskbild.organisation.queries import names_of
from riskbild.register.fields import MASKABLE
from riskbild.register.models import Assessment, Measure, Risk, SecrecyMark
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.seen import mask_of, reads_secrets, those_seen, title_of
from riskbild.register.queries.telling import Shown, TrailLine, keys_in, named_nodes, trail_line, trail_masks
from riskbild.register.rules_of import method_of, methods_of
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.deadline import Deadline, read_deadline
from riskbild.rules.method import Level, Method
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class AssessmentSeen:
    """One assessment in the history, with the level its own method gave it."""

    kind: AssessmentKind
    origin: AssessmentOrigin
    likelihood: int | None
    impact: int | None
    score: int | None
    level: Level | None
    motive: Shown
    made_on: date | None
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class MeasureSeen:
    """One measure; `roles` and `deadline` are its own, empty where the risk's cells speak for it."""

    id: UUID
    version: int
    text: Shown
    roles: Shown
    deadline: Shown
    due_on: date | None
    person_id: UUID | None
    person: str
    progress: Progress
    note: Shown


@dataclass(frozen=True)
class OtherYear:
    """The same risk in an earlier or later year."""

    id: UUID
    year: int
    score: int | None
    level: Level | None


@dataclass(frozen=True)
class RiskSeen:
    """A risk as its page shows it. `texts` holds every text, masked where it must be; `secrecy` names the marks."""

    id: UUID
    version: int
    year: YearSeen
    node_id: UUID
    title: Shown
    texts: Mapping[str, Shown]
    masked: frozenset[str]
    secrecy: Mapping[str, str]
    likelihood: int | None
    impact: int | None
    score: int | None
    level: Level | None
    response: str
    in_plan: bool | None
    follows_plan: bool | None
    owner_id: UUID | None
    owner: str
    deadline: Deadline
    controls: Sequence[Mapping[str, object]]
    carried_over: bool
    archived: bool
    archived_reason: Shown
    updated_at: datetime
    assessments: Sequence[AssessmentSeen]
    measures: Sequence[MeasureSeen]
    other_years: Sequence[OtherYear]


@dataclass(frozen=True)
class RiskPage:
    """A risk with the latest lines of its trail, newest first."""

    risk: RiskSeen
    trail: Sequence[TrailLine]


@dataclass(frozen=True)
class _Rows:
    """What the database says of one risk."""

    risk: Risk
    other_years: Sequence[Risk]
    marks: Mapping[str, str]
    masks: Mapping[str, Sentence]
    assessments: Sequence[Assessment]
    measures: Sequence[Measure]

    @property
    def people(self) -> dict[UUID, str]:
        """Everybody who is named on the risk; they came with its rows."""
        found = [self.risk.owner, *(one.made_by for one in self.assessments), *(one.person for one in self.measures)]
        return {one.pk: one.name for one in found if one}


def risk_seen_by(by: Actor, risk_id: UUID, today: date) -> RiskSeen:
    """The risk with its children; four queries beside those that tell who asks. Raises `Missing`."""
    rows = _rows(by, risk_id, today)
    return _seen(rows, rows.people)


def risk_page_seen_by(by: Actor, risk_id: UUID, today: date, *, lines: int = 30) -> RiskPage:
    """The risk with its children and its trail; six queries at most beside those that tell who asks, or `Missing`."""
    rows = _rows(by, risk_id, today)
    entries = trail_of(rows.risk.municipality_id, [rows.risk.pk], limit=lines)
    keys = keys_in(entries)
    names = rows.people | named_nodes(by, keys, today)
    if keys - names.keys():
        names |= names_of(rows.risk.municipality_id, list(keys - names.keys()))
    return RiskPage(_seen(rows, names), _lines(entries, names, rows.masks))


def trail_of_risk(by: Actor, risk_id: UUID, today: date, *, limit: int = 30) -> Sequence[TrailLine]:
    """The latest events of a risk that this person sees, newest first; fields that are secret for them are masked."""
    return risk_page_seen_by(by, risk_id, today, lines=limit).trail


def _lines(entries: Sequence[TrailEntry], names: Mapping[UUID, str], masks: Mapping[str, Sentence]) -> list[TrailLine]:
    spread = trail_masks(masks)
    return [trail_line(entry, names, spread) for entry in entries]


def _same_risk(municipality_id: UUID, risk_id: UUID) -> Q:
    known = Risk.objects.filter(municipality_id=municipality_id, pk=risk_id)
    return Q(municipality_id=municipality_id, lineage=known.values("lineage")[:1])


_EVERY_YEAR = Prepared(
    lambda: Risk.objects.select_related("board_year__method", "owner").order_by("-year", "pk"),
    by=["municipality_id", "id"], where=_same_risk,
)  # fmt: skip
_OF_RISK = ["municipality_id", "risk_id"]
_MARKS = Prepared(lambda: SecrecyMark.objects.values_list("field", "paragraph"), by=_OF_RISK)
_ASSESSMENTS = Prepared(lambda: Assessment.objects.select_related("made_by").order_by("-made_at", "-pk"), by=_OF_RISK)
_MEASURES = Prepared(lambda: Measure.objects.select_related("person").order_by("position", "pk"), by=_OF_RISK)


def _rows(by: Actor, risk_id: UUID, today: date) -> _Rows:
    """The risk, with the same risk in other years in the same query, and its children."""
    municipality_id = reached(Risk, by, risk_id).municipality_id if isinstance(by, Operator) else by.municipality_id
    years = those_seen(by, _EVERY_YEAR.rows(municipality_id, risk_id), today)
    risk = next((one for one in years if one.pk == risk_id), None)
    if risk is None:
        raise Missing
    keys = risk.municipality_id, risk.pk
    marks = dict(_MARKS.rows(*keys))
    return _Rows(
        risk=risk,
        other_years=[one for one in years if one is not risk],
        marks=marks,
        masks=_masks(by, risk, marks, today),
        assessments=_ASSESSMENTS.rows(*keys),
        measures=_MEASURES.rows(*keys),
    )


def _seen(rows: _Rows, names: Mapping[UUID, str]) -> RiskSeen:
    risk, masks, year = rows.risk, rows.masks, as_seen(rows.risk.board_year)
    whole = mask_of(rows.marks[""]) if "" in rows.marks and masks else None
    methods = methods_of([risk.municipality_id], (one.method_id for one in rows.assessments))
    return RiskSeen(
        id=risk.pk, version=risk.version, year=year, node_id=risk.node_id, title=title_of(risk, masks),
        texts={name: masks.get(name) or getattr(risk, name) for name in MASKABLE}, masked=frozenset(masks),
        secrecy=rows.marks, likelihood=risk.likelihood, impact=risk.impact, score=risk.score, level=_level(risk),
        response=risk.response, in_plan=risk.in_plan, follows_plan=risk.follows_plan, owner_id=risk.owner_id,
        owner=names.get(risk.owner_id, "") if risk.owner_id else "",
        deadline=read_deadline("" if "deadline" in masks else risk.deadline, year=risk.year),
        controls=[] if whole else risk.controls, carried_over=risk.carried_over,
        archived=risk.archived, archived_reason=whole or risk.archived_reason, updated_at=risk.updated_at,
        assessments=[_assessment(one, methods[one.method_id], names, whole) for one in rows.assessments],
        measures=[_measure(one, names, masks) for one in rows.measures],
        other_years=[OtherYear(one.pk, one.year, one.score, _level(one)) for one in rows.other_years],
    )  # fmt: skip


def _level(risk: Risk) -> Level | None:
    """The level as it stands on the risk, where its year's method still has it."""
    return next((one for one in method_of(risk.board_year.method).levels if one.key == risk.level), None)


def _masks(by: Actor, risk: Risk, marks: Mapping[str, str], today: date) -> dict[str, Sentence]:
    if not marks or isinstance(by, Operator) or reads_secrets(by, risk.node_id, today):
        return {}
    whole = dict.fromkeys(MASKABLE, mask_of(marks[""])) if "" in marks else {}
    return whole | {field: mask_of(paragraph) for field, paragraph in marks.items() if field}


def _assessment(row: Assessment, method: Method, names: Mapping[UUID, str], whole: Sentence | None) -> AssessmentSeen:
    return AssessmentSeen(
        kind=AssessmentKind(row.kind), origin=AssessmentOrigin(row.origin), likelihood=row.likelihood,
        impact=row.impact, score=row.score, motive=whole if whole and row.motive else row.motive, made_on=row.made_on,
        made_at=row.made_at, level=method.level_of(row.score, row.likelihood, row.impact),
        made_by=names.get(row.made_by_id, "") if row.made_by_id else "",
    )  # fmt: skip


def _measure(row: Measure, names: Mapping[UUID, str], masks: Mapping[str, Sentence]) -> MeasureSeen:
    """A measure; what is worked out from a secret cell is as secret as the cell."""
    named = row.person_id and "responsible" not in masks
    return MeasureSeen(
        id=row.pk, version=row.version, text=masks.get("measures") or row.text,
        roles=masks.get("responsible") or row.roles, deadline=masks.get("deadline") or row.deadline,
        due_on=None if "deadline" in masks else row.due_on, person_id=row.person_id,
        person=names.get(row.person_id, "") if row.person_id and named else "", progress=Progress(row.progress),
        note=masks["measures"] if "measures" in masks and row.progress_note else row.progress_note,
    )  # fmt: skip
