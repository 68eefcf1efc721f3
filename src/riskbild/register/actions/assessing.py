"""Assessing a risk: a new dated row each time, and the risk's own columns follow the current one."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.audit.writing import add
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register import events
from riskbild.register.actions.checking import checked_text
from riskbild.register.actions.taking import save_risk, take_risk
from riskbild.register.derive import Scored, current, put_cells, put_score
from riskbild.register.models import Assessment, Risk
from riskbild.register.rules_of import method_of
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.method import Method
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


@transaction.atomic
def assess_risk(
    *,
    by: Actor,
    risk_id: UUID,
    version: int,
    kind: AssessmentKind,
    scored: Scored,
    motive: str,
    now: datetime,
    made_on: date | None = None,
) -> Risk:
    """Adds an assessment of a risk on its year's method.

    With scales both likelihood and impact are given and the matrix gives the score; without scales the score itself is.
    Raises `Refused` for a value outside its scale or a date to come.
    """
    risk = take_risk(by, risk_id, version, Permission.ASSESS, now)
    today = day_of(now)
    if made_on and made_on > today:
        raise Refused(Sentence(sv="Bedömningen kan inte ha gjorts i framtiden.", en="The assessment cannot lie ahead."))
    counted = counted_score(method_of(risk.board_year.method), scored)
    before = asdict(Scored(risk.likelihood, risk.impact, risk.score))
    add(Assessment(
        municipality_id=risk.municipality_id, risk=risk, kind=kind, origin=AssessmentOrigin.ASSESSED,
        method_id=risk.board_year.method_id, likelihood=counted.likelihood, impact=counted.impact, score=counted.score,
        motive=checked_text("comment", motive), made_on=made_on or today, made_at=now, made_by_id=by.id,
    ))  # fmt: skip
    if kind == AssessmentKind.INHERENT:
        put_cells(risk, counted)
    follow_assessments(risk)
    after = {**asdict(counted), "kind": kind.value, "motive": motive}
    return save_risk(risk, Change(events.RISK_ASSESSED, "risk", risk.pk, before, after), by=by, now=now)


def counted_score(method: Method, scored: Scored) -> Scored:
    """The numbers of an assessment made here: both axes give the score by the matrix, or the score stands alone."""
    if method.likelihood is None:
        if scored.score is None:
            raise Refused(Sentence(sv="Ange riskvärdet.", en="Give the score."))
        return Scored(score=scored.score)
    if scored.likelihood is None or scored.impact is None:
        raise Refused(Sentence(sv="Ange både sannolikhet och konsekvens.", en="Give both likelihood and impact."))
    return Scored(scored.likelihood, scored.impact, method.score_of(scored.likelihood, scored.impact))


def follow_assessments(risk: Risk) -> None:
    """Puts the current assessment's numbers on the risk."""
    rows = Assessment.objects.filter(municipality_id=risk.municipality_id, risk=risk).select_related("method")
    latest = current(rows)
    if latest:
        put_score(risk, Scored(latest.likelihood, latest.impact, latest.score), method_of(latest.method))
