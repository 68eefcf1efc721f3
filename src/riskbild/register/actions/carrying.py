"""Carrying risks over into another year: the same risks by lineage, with what is unfinished of their measures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.register import events
from riskbild.register.actions.adding import NewRisk, insert_risks, year_within_reach
from riskbild.register.derive import Scored
from riskbild.register.fields import TEXT_FIELDS
from riskbild.register.models import Assessment, BoardYear, Measure, Risk, SecrecyMark
from riskbild.register.queries.seen import risks_seen_by
from riskbild.register.rules_of import method_of
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.method import Method
from riskbild.rules.progress import OPEN

_BATCH = 500
# What was said of the year that has ended is not said of the next.
_LAST_YEARS = frozenset({"analysis_date", "result", "comment"})
_KEPT = "Kvar från"


@transaction.atomic
def carry_risks(
    *, by: Actor, board_year_id: UUID, risk_ids: Sequence[UUID], nodes: Mapping[UUID, UUID], now: datetime
) -> dict[UUID, Risk]:
    """Writes risks of earlier years into an open one; gives the new risks by the keys of the old.

    A risk whose lineage the year already has, archived or not, is passed over, so that a second run adds nothing.
    `nodes` says at which unit each risk is to stand. Measures that are finished or dropped stay behind; scores follow,
    dated as they were, where the year scores in the same way; the response is to be decided anew.
    """
    year = year_within_reach(by, board_year_id)
    check(by, Permission.MANAGE_YEAR, year.board_id, today=day_of(now))
    there = Risk.objects.filter(municipality_id=year.municipality_id, board_year=year)
    lineages = set(there.values_list("lineage", flat=True))
    rows = risks_seen_by(by, day_of(now)).filter(municipality_id=year.municipality_id, pk__in=list(risk_ids))
    by_lineage: dict[UUID, Risk] = {}
    for risk in rows.order_by("year", "position", "pk"):
        if risk.lineage not in lineages:
            by_lineage[risk.lineage] = risk
    old = sorted(by_lineage.values(), key=lambda risk: (risk.position, risk.pk))
    measures, scores = _open_measures(old), _latest_assessments(year, old)
    marks = _marks(old)
    new = [_new(risk, nodes, measures[risk.pk], scores.get(risk.pk, {}), marks[risk.pk]) for risk in old]
    made = insert_risks(by, year, new, events.RISK_CARRIED_OVER, now)
    _put_details(year, dict(zip([risk.pk for risk in old], made, strict=True)), measures, scores)
    return dict(zip([risk.pk for risk in old], made, strict=True))


def _new(
    risk: Risk,
    nodes: Mapping[UUID, UUID],
    measures: Sequence[Measure],
    scores: Mapping[str, Assessment],
    marks: Mapping[str, str],
) -> NewRisk:
    fields: dict[str, Any] = {name: getattr(risk, name) for name in TEXT_FIELDS if name not in _LAST_YEARS}
    fields["measures"] = "\n".join(measure.text for measure in measures)
    if not measures:
        fields["deadline"] = ""
    if not risk.reference or risk.reference.startswith(_KEPT):
        fields["reference"] = f"{_KEPT} {risk.year}"
    return NewRisk(
        fields=fields,
        node_id=nodes[risk.pk],
        owner_id=risk.owner_id,
        scores=[
            (AssessmentKind(kind), AssessmentOrigin(one.origin), Scored(one.likelihood, one.impact, one.score))
            for kind, one in scores.items()
        ],
        controls=[{**control, "status": {}} for control in risk.controls],
        carried_over=True,
        lineage=risk.lineage,
        secrecy={name: paragraph for name, paragraph in marks.items() if name not in _LAST_YEARS},
        measures=[measure.text for measure in measures],
    )


def _put_details(
    year: BoardYear,
    made: Mapping[UUID, Risk],
    measures: Mapping[UUID, Sequence[Measure]],
    scores: Mapping[UUID, Mapping[str, Assessment]],
) -> None:
    """What insertion does not take: each measure's own roles, person, deadline and progress, each score's day."""
    old_of = {risk.pk: old for old, risk in made.items()}
    new_measures = list(Measure.objects.filter(municipality_id=year.municipality_id, risk__in=list(old_of)))
    for row in new_measures:
        was = measures[old_of[row.risk_id]][row.position]
        row.roles, row.person_id, row.progress = was.roles, was.person_id, was.progress
        row.deadline, row.due_on, row.progress_note = was.deadline, was.due_on, was.progress_note
    Measure.objects.bulk_update(
        new_measures, ["roles", "person", "progress", "deadline", "due_on", "progress_note"], batch_size=_BATCH
    )
    new_scores = list(Assessment.objects.filter(municipality_id=year.municipality_id, risk__in=list(old_of)))
    for score in new_scores:
        earlier = scores[old_of[score.risk_id]][score.kind]
        score.made_on, score.motive, score.made_by_id = earlier.made_on, earlier.motive, earlier.made_by_id
    Assessment.objects.bulk_update(new_scores, ["made_on", "motive", "made_by"], batch_size=_BATCH)


def _open_measures(risks: Sequence[Risk]) -> Mapping[UUID, list[Measure]]:
    found: dict[UUID, list[Measure]] = defaultdict(list)
    for row in _of(Measure, risks).filter(progress__in=OPEN).order_by("position", "pk"):
        found[row.risk_id].append(row)
    return found


def _latest_assessments(year: BoardYear, risks: Sequence[Risk]) -> Mapping[UUID, dict[str, Assessment]]:
    """The latest assessment of each kind, where the year's method scores as the assessment's own did."""
    found: dict[UUID, dict[str, Assessment]] = defaultdict(dict)
    scoring = _scoring(method_of(year.method))
    for row in _of(Assessment, risks).select_related("method").order_by("made_at", "pk"):
        found[row.risk_id][row.kind] = row
    return {
        risk_id: {kind: row for kind, row in rows.items() if _scoring(method_of(row.method)) == scoring}
        for risk_id, rows in found.items()
    }


def _scoring(method: Method) -> object:
    """What makes numbers mean the same in two methods, or versions of one: the steps of the scales, and the matrix."""
    axes = [None if scale is None else scale.values for scale in (method.likelihood, method.impact)]
    return axes, {square: cell.score for square, cell in method.overrides.items()}


def _marks(risks: Sequence[Risk]) -> Mapping[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for row in _of(SecrecyMark, risks):
        found[row.risk_id][row.field] = row.paragraph
    return found


def _of(model, risks: Sequence[Risk]):  # type: ignore[no-untyped-def]  # rows of whichever child is asked for
    municipality = {risk.municipality_id for risk in risks}
    return model.objects.filter(municipality_id__in=municipality, risk_id__in=[risk.pk for risk in risks])
