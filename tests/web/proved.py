"""Samples in every state, evidence, and deviations in every state, in a report that falls to the reporter."""

from datetime import date, timedelta
from uuid import UUID

from tests.followup.sampled import BASIS, csv_file, population, rows_of
from tests.people import NOW, OPERATOR, Town

from riskbild.followup.actions.deviation_handling import PlannedMeasure, accept_deviation, plan_measure, report_measure
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.evidence import NewEvidence, add_evidence
from riskbild.followup.actions.samples import (
    Order,
    ReadPopulation,
    conclude_sample,
    draw_sample,
    judge_row,
    start_sample,
)
from riskbild.followup.models import Deviation, Sample
from riskbild.rules.progress import Progress
from riskbild.rules.result import Result
from riskbild.rules.sample_life import Verdict
from riskbild.rules.sampling import SamplingMethod

DUE = date(2033, 5, 1)


def proved(report_id: UUID, mark: str, reporter_id: UUID) -> dict[str, UUID]:
    """Everything that an address of samples, evidence and deviations asks for."""
    drawn, judged, concluded = (_drawn(report_id, mark) for _ in range(3))
    for one in (judged, concluded):
        for row in rows_of(one):
            judge_row(by=OPERATOR, row_id=row.pk, version=1, verdict=Verdict.RIGHT, note="", now=NOW)
    conclude_sample(by=OPERATOR, sample_id=concluded.pk, version=2, now=NOW)
    new = NewEvidence(b"%PDF-1.7", f"{mark}.pdf", DUE, DUE, report_id=report_id)
    return {
        "sample": _started(report_id, mark).pk, "drawn_sample": drawn.pk, "judged_sample": judged.pk,
        "concluded_sample": concluded.pk, "row": rows_of(drawn)[0].pk,
        "evidence": add_evidence(by=OPERATOR, new=new, now=NOW).pk, **_deviations(report_id, mark, reporter_id),
    }  # fmt: skip


def _started(report_id: UUID, mark: str) -> Sample:
    return start_sample(
        by=OPERATOR, report_id=report_id, data=csv_file(8), name=f"{mark}.csv", now=NOW,
        read=ReadPopulation(population(8), "", 1), weed_on=NOW.date() + timedelta(days=1),
    )  # fmt: skip


def _drawn(report_id: UUID, mark: str) -> Sample:
    sample = _started(report_id, mark)
    order = Order(SamplingMethod.SIMPLE, 2, BASIS, f"{mark} fel")
    given = {"sample_id": sample.pk, "version": 1, "population": population(8), "order": order}
    return draw_sample(by=OPERATOR, now=NOW, **given)


def _deviations(report_id: UUID, mark: str, reporter_id: UUID) -> dict[str, UUID]:
    texts = {"title": f"{mark} avvikelse", "cause": "Vikarie"}
    found = [
        record_deviation(
            by=OPERATOR, found=FoundDeviation(texts, Result.MINOR_DEVIATION, NOW.date(), report_id=report_id), now=NOW
        )
        for _ in range(4)
    ]  # fmt: skip
    measures = [
        plan_measure(
            by=OPERATOR, deviation_id=one.pk, version=1, now=NOW,
            measure=PlannedMeasure(f"{mark} åtgärd", "Rektor", DUE, reporter_id),
        )
        for one in found[:2]
    ]  # fmt: skip
    report_measure(by=OPERATOR, measure_id=measures[1].pk, version=1, progress=Progress.DONE, note="", now=NOW)
    accept_deviation(by=OPERATOR, deviation_id=found[2].pk, version=1, reason="Litet", now=NOW)
    Deviation.objects.filter(pk=found[3].pk).update(year=found[3].year - 1)
    return {
        "deviation": found[0].pk, "deviation_measure": measures[0].pk, "measured_deviation": found[1].pk,
        "ended_deviation": found[2].pk, "earlier_deviation": found[3].pk,
    }  # fmt: skip


def sampled(town: Town, report_id: UUID) -> dict[str, UUID]:
    """The same things by the names of the addresses' parameters."""
    made = proved(report_id, "Fakturor", town.coordinator().pk)
    return {
        "sample_id": made["drawn_sample"], "row_id": made["row"], "evidence_id": made["evidence"],
        "deviation_id": made["deviation"], "deviation_measure_id": made["deviation_measure"],
    }  # fmt: skip
