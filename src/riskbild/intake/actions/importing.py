"""Accepting a document: its rows become risks through the register's own actions, all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.documents.exchange import ExchangeDocument, content_digest
from riskbild.documents.profile import Profile, ScoreOrigin
from riskbild.followup.actions.importing import import_reports
from riskbild.intake.proposals import Proposal, fitting_profile, propose
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.importing import import_plan
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.documents import add_analyses, keep_document
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.cells import controls_of, fields_of, numbers_of, secrecy_of
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear, MethodVersion
from riskbild.register.queries.board_years import latest_method_of, year_of
from riskbild.register.queries.documents import already_imported
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.finding import Finding


@dataclass(frozen=True)
class Imported:
    """What an import did: the year, how many risks and plan rows came in, and what was found on the way.

    `already` tells that the very same document was there before, and that nothing was written. `risk_ids` are the
    risks in the order of the document's rows, `document_id` is the document as the register keeps it, and `intake_id`
    the intake where the file itself is kept.
    """

    year: BoardYear
    risks: int
    plan_rows: int
    findings: Sequence[Finding]
    already: bool = False
    risk_ids: Sequence[UUID] = ()
    document_id: UUID | None = None
    intake_id: UUID | None = None


@transaction.atomic
def import_document(
    *, by: Actor, board: Node, year: int, document: ExchangeDocument, now: datetime, profile: Profile | None = None,
    method: MethodVersion | None = None, lineages: Mapping[int, UUID] | None = None,
) -> Imported:  # fmt: skip
    """Takes a document into a board's year, opening the year where it is new.

    The form is understood by the year's own profile; a new year gets `method`, else `profile`, else the one the board
    last worked with, else one that holds the document's scores. `lineages` are those of the rows, counted from 0, that
    are risks of another year too. Raises `Refused` for a closed year, a row that cannot be stored, or a plan in a year
    whose plan is proposed or decided.
    """
    check(by, Permission.IMPORT, board.pk, today=day_of(now))
    into = year_of(board, year)
    if into is None:
        method = method or _method_for(by, board, profile, document, now)
        into = open_year(by=by, board_id=board.pk, year=year, method_id=method.pk, now=now)
    if already_imported(into, content_digest(document)):
        return Imported(into, 0, 0, (), already=True)
    proposed = propose(document, Profile.from_data(into.method.profile), year=year)
    held = {key: (one.process, one.held) for key, one in proposed.analyses.items()}
    analyses = add_analyses(by=by, board_year_id=into.pk, held=held, now=now)
    known = lineages or {}
    new = [_new_risk(one, analyses, known.get(place)) for place, one in enumerate(proposed.proposals)]
    risks = add_risks(by=by, board_year_id=into.pk, new=new, now=now)
    ids = [risk.pk for risk in risks]
    kept = keep_document(by=by, board_year_id=into.pk, document=document, risk_ids=ids, now=now)
    import_plan(by=by, board_year_id=into.pk, document_id=kept.pk, now=now)
    import_reports(by=by, board_year_id=into.pk, document_id=kept.pk, now=now)
    return Imported(into, len(risks), len(document.plan), proposed.findings, risk_ids=ids, document_id=kept.pk)


def _method_for(
    by: Actor, board: Node, profile: Profile | None, document: ExchangeDocument, now: datetime
) -> MethodVersion:
    """The version that a new year works with: the given profile made a version, else what the board last had."""
    last = None if profile else latest_method_of(board)
    return last or make_method(by=by, node_id=board.pk, profile=profile or fitting_profile(document), now=now)


def _new_risk(one: Proposal, analyses: Mapping[str, UUID], lineage: UUID | None) -> NewRisk:
    row, derived = one.row, one.derived
    scored = Scored(derived.likelihood, derived.impact, derived.score)
    in_heading = derived.score_origin is ScoreOrigin.HEADING
    origin = AssessmentOrigin.HEADING if in_heading else AssessmentOrigin.PRINTED
    return NewRisk(
        fields=fields_of(row),
        scores=[(AssessmentKind.INHERENT, origin, scored)],
        printed=numbers_of(row),
        controls=controls_of(row),
        response=derived.response.value if derived.response else "",
        carried_over=derived.carried_over,
        analysis_id=analyses.get(one.analysis),
        secrecy=secrecy_of(row),
        measures=derived.measures,
        lineage=lineage,
    )
