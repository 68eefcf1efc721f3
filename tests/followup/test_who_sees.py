"""What is asked for by its key is there for the same people as in the lists: by role, as their own, or not at all."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import Q, QuerySet
from tests.followup.sampled import drawn
from tests.followup.scene import IN_TIME, T1_OPEN, opened, reporter, the_report
from tests.people import NOW, OPERATOR, Town, town

from riskbild.followup.actions.deviation_handling import PlannedMeasure, plan_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.evidence import NewEvidence, add_evidence
from riskbild.followup.actions.people import appoint_stand_in, delegate_report
from riskbild.followup.models import Deviation, Evidence, Report, Sample
from riskbild.followup.queries.deviation_rows import deviation_for, deviations_seen_by
from riskbild.followup.queries.deviations import DeviationLine, deviations_of_reports
from riskbild.followup.queries.evidence import EvidenceSeen, evidence_of_reports, evidence_page
from riskbild.followup.queries.samples import SampleLine, rows_of_sample, samples_of_reports, samples_seen_by
from riskbild.followup.queries.seen import report_for, reports_seen_by
from riskbild.organisation.actions import close_node
from riskbild.organisation.limit import NO_PERIOD, Limit, limited
from riskbild.organisation.models import Node, Placement, User
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Role
from riskbild.rules.refusal import Missing
from riskbild.rules.result import Result

pytestmark = pytest.mark.django_db

NOT_THERE_YET, CLOSED = IN_TIME - timedelta(days=60), IN_TIME + timedelta(days=60)
DAYS = NOT_THERE_YET, IN_TIME, CLOSED

type List = Callable[[Actor, date], QuerySet[Report] | QuerySet[Deviation] | QuerySet[Sample] | QuerySet[Evidence]]
type Beside = Callable[[User, Iterable[UUID], date], Mapping[UUID, Iterable[DeviationLine | SampleLine | EvidenceSeen]]]
type One = Callable[[Actor, UUID, date], object]


def evidence_listed(by: Actor, today: date) -> QuerySet[Evidence]:
    """The evidence of what is in the other lists."""
    deviations = deviations_seen_by(by, today).values("pk")
    of_these = Q(report_id__in=reports_seen_by(by, today).values("pk")) | Q(deviation_id__in=deviations)
    return Evidence.objects.filter(of_these | Q(measure__deviation_id__in=deviations))


ASKED: list[tuple[List, One]] = [
    (reports_seen_by, report_for), (deviations_seen_by, deviation_for), (samples_seen_by, rows_of_sample),
    (evidence_listed, evidence_page),
]  # fmt: skip


def finding(by: User) -> Deviation:
    texts = {"title": "Attest saknas", "cause": "Ny handläggare"}
    told = FoundDeviation(texts, Result.MINOR_DEVIATION, IN_TIME, report_id=the_report().pk)
    return record_deviation(by=by, found=told, now=T1_OPEN)


def proof(by: User, **about: UUID) -> Evidence:
    return add_evidence(by=by, new=NewEvidence(b"%PDF-1.7", "attest.pdf", IN_TIME, IN_TIME, **about), now=T1_OPEN)


def people_of(place: Town) -> dict[str, Callable[[], Actor]]:
    """Everybody who may be there, each made anew by every call, as for a new request."""
    rut = reporter(place)
    beside = {name: place.user(name, Role.REPORTER, place.kitchen) for name in ("stina", "hanna", "mia", "nils")}
    days = {"valid_from": IN_TIME, "valid_to": IN_TIME + timedelta(days=1)}
    appoint_stand_in(by=rut, person_id=rut.pk, stand_in_id=beside["stina"].pk, **days, now=T1_OPEN)
    delegate_report(by=rut, report_id=the_report("årligen").pk, to_id=beside["hanna"].pk, now=T1_OPEN)
    row = finding(place.coordinator())
    measure = PlannedMeasure("Ge attesträtt", "Enhetschef", IN_TIME, beside["mia"].pk)
    planned = plan_measure(
        by=place.coordinator(), deviation_id=row.pk, version=row.version, measure=measure, now=T1_OPEN
    )
    finding(rut)
    drawn(rut)
    for about in ({"report_id": the_report().pk}, {"deviation_id": row.pk}, {"measure_id": planned.pk}):
        proof(place.coordinator(), **about)
    period = the_report().period_id
    others = [
        place.user("robin", Role.READER, place.school), place.user("karin", Role.READER, place.kitchen),
        place.user("olle", Role.OVERSEER, place.root), place.user("anders", Role.AUDITOR, place.root),
        place.user("hedda", Role.MANAGER, place.administration), place.coordinator(), rut, *beside.values(),
        town("SN", "Norrby kommun", year=2027).coordinator(),
    ]  # fmt: skip
    signed_in = {one.username: anew(one.pk) for one in others}
    by_link = {
        f"{name} by link": lambda key=key, limit=limit: limited(anew(key)(), limit)
        for name, key, limit in (
            ("rut", rut.pk, Limit(period)), ("rut elsewhere", rut.pk, NO_PERIOD),
            ("stina", beside["stina"].pk, Limit(period)), ("coordinator", place.coordinator().pk, Limit(period)),
        )
    }  # fmt: skip
    return {**signed_in, **by_link, "operator": lambda: OPERATOR}


def anew(key: UUID) -> Callable[[], User]:
    return lambda: User.objects.select_related("municipality").get(pk=key)


def found(ask: One, by: Actor, key: UUID, today: date) -> bool:
    try:
        ask(by, key, today)
    except Missing:
        return False
    return True


def spread_over_days(place: Town) -> None:
    """A second period, and a unit that is there from one day to another."""
    opened(place, "T2")
    school = Node.objects.get(pk=place.school.pk)
    Placement.objects.filter(node=school).update(valid_from=IN_TIME - timedelta(days=30))
    close_node(by=OPERATOR, node_id=school.pk, version=school.version, on=CLOSED, now=NOW)


def test_each_finds_by_its_key_what_they_see_in_the_list_and_nothing_else(place: Town) -> None:
    people = people_of(place)
    spread_over_days(place)
    sees_something = set()
    for today in DAYS:
        for seen_by, ask in ASKED:
            every = set(seen_by(OPERATOR, today).values_list("pk", flat=True))
            for name, person in people.items():
                by = person()
                listed = set(seen_by(by, today).values_list("pk", flat=True))
                assert {key for key in every if found(ask, by, key, today)} == listed, (name, ask, today)
                sees_something |= {name} if listed else set()
    assert people.keys() - sees_something == {"karin.bun", "nils.bun", "anna.sn", "rut elsewhere by link"}


def test_what_stands_beside_a_report_is_what_they_see_in_the_list(place: Town) -> None:
    people = people_of(place)
    spread_over_days(place)
    beside: list[tuple[List, Beside]] = [
        (deviations_seen_by, deviations_of_reports), (samples_seen_by, samples_of_reports),
        (evidence_listed, evidence_of_reports),
    ]  # fmt: skip
    reports = list(Report.objects.values_list("pk", flat=True))
    for today in DAYS:
        for seen_by, ask in beside:
            for name, person in people.items():
                by = person()
                if isinstance(by, User):
                    listed = set(seen_by(by, today).exclude(report_id=None).values_list("pk", flat=True))
                    told = {one.id for some in ask(by, reports, today).values() for one in some}
                    assert told == listed, (name, ask, today)
