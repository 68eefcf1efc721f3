"""A sample from its population to the control's report, and drawn again."""

import csv
import io
from datetime import timedelta

import pytest
from tests.followup.sampled import BASIS, cells, drawn, population, rows_of, started, xlsx_file
from tests.followup.scene import IN_TIME, T1_OPEN, rektor, reporter, the_report
from tests.people import Town

from riskbild.audit.queries import trail_of
from riskbild.audit.verify import verify
from riskbild.files.models import StoredFile
from riskbild.files.storage import path_of
from riskbild.followup.actions.samples import (
    Order,
    ReadPopulation,
    conclude_sample,
    draw_sample,
    judge_row,
    start_sample,
    take_up_sample,
    withdraw_sample,
)
from riskbild.followup.actions.weeding import weed_sample
from riskbild.followup.models import Sample, SampleRow
from riskbild.followup.queries.samples import (
    population_file,
    redrawn,
    rows_of_sample,
    sample_seen_by,
    samples_of_reports,
)
from riskbild.intake.reading.plain_table import read_plain_table
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.rules.population import cells_of, line_of, population_in, suggested_title_row
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.result import Result
from riskbild.rules.sample_life import SampleState, Verdict
from riskbild.rules.sampling import SamplingMethod

pytestmark = pytest.mark.django_db


def judged(by: User, sample: Sample, wrong: int) -> Sample:
    for number, row in enumerate(rows_of(sample)):
        verdict = Verdict.WRONG if number < wrong else Verdict.RIGHT
        judge_row(by=by, row_id=row.pk, version=row.version, verdict=verdict, note="", now=T1_OPEN)
    return conclude_sample(by=by, sample_id=sample.pk, version=sample.version, now=T1_OPEN)


def test_who_reports_the_control_draws_judges_and_the_result_stands_in_the_report(place: Town) -> None:
    rut = reporter(place)
    sample = drawn(rut)
    assert (sample.state, sample.population_size, sample.size) == (SampleState.DRAWN, 60, 20)
    assert len(sample.seed) == 32
    done = judged(rut, sample, wrong=1)
    result = sample_seen_by(rut, done.pk, IN_TIME).result
    assert result is not None
    assert (result.bound.rows, result.within, result.suggested) == (11, False, Result.MINOR_DEVIATION)
    report = the_report()
    assert report.comment == result.sentence.sv
    assert "1 av 20 granskade rader var fel" in report.comment
    assert "högst 18,34 % av raderna" in report.comment
    assert report.result == Result.MINOR_DEVIATION
    assert samples_of_reports(rut, [report.pk], IN_TIME)[report.pk][0].result == result


def test_a_sample_taken_up_again_replaces_its_own_sentence_and_nobody_elses(place: Town) -> None:
    rut = reporter(place)
    done = judged(rut, drawn(rut), wrong=0)
    report = the_report()
    report.comment = f"Eget.\n{report.comment}"
    report.save()
    again = take_up_sample(by=rut, sample_id=done.pk, version=done.version, now=T1_OPEN)
    row = rows_of(again)[0]
    judge_row(by=rut, row_id=row.pk, version=row.version, verdict=Verdict.WRONG, note="Attest saknas", now=T1_OPEN)
    conclude_sample(by=rut, sample_id=again.pk, version=again.version, now=T1_OPEN)
    lines = the_report().comment.splitlines()
    assert lines[0] == "Eget."
    assert [line[:16] for line in lines[1:]] == ["Stickprov: 1 av "]


@pytest.mark.parametrize(
    ("method", "column"),
    [(SamplingMethod.SIMPLE, None), (SamplingMethod.SYSTEMATIC, None), (SamplingMethod.STRATIFIED, 1),
     (SamplingMethod.WEIGHTED, 2)],
)  # fmt: skip
def test_anyone_who_sees_the_sample_can_draw_the_same_rows_again(
    place: Town, method: SamplingMethod, column: int | None
) -> None:
    sample = drawn(reporter(place), method, 20, column)
    anna = place.coordinator()
    assert redrawn(anna, sample.pk, population(), IN_TIME).same
    other = redrawn(anna, sample.pk, population(61), IN_TIME)
    assert not other.same_population
    SampleRow.objects.filter(pk=rows_of(sample)[0].pk).delete()
    assert not redrawn(anna, sample.pk, population(), IN_TIME).same_rows


def test_a_drawn_row_says_what_its_row_in_the_file_says(place: Town) -> None:
    sample = drawn(reporter(place), SamplingMethod.WEIGHTED, 20, 2)
    every = cells(60)
    assert sample.total == sum(int(row[2]) * 100 for row in every)
    assert sum(row.hits for row in rows_of(sample)) == 20
    for row in rows_of(sample):
        assert tuple(row.cells) == every[row.number - 1]
        assert (row.place, row.amount) == (row.number + 1, int(row.cells[2]) * 100)


def test_a_stratified_sample_is_counted_by_its_groups(place: Town) -> None:
    rut = reporter(place)
    rektor(place, rut)
    sample = drawn(rut, SamplingMethod.STRATIFIED, size=13, column=1)
    assert {(row.stratum, row.stratum_rows) for row in rows_of(sample)} == {("Kök", 45), ("Skola", 15)}
    for row in rows_of(sample):
        judge_row(by=rut, row_id=row.pk, version=1, verdict=Verdict.RIGHT, note="", now=T1_OPEN)
    conclude_sample(by=rut, sample_id=sample.pk, version=sample.version, now=T1_OPEN)
    seen = sample_seen_by(rut, sample.pk, IN_TIME)
    assert seen.result is not None
    # By hand, as docs/sampling.md says: 13 rows without error let m errors be expected. The three rows of the school
    # stand for five each, until its 12 rows that were not found right are wrong; the kitchen's stand for 4.5 each.
    expected = 13 * (1 - 0.05 ** (1 / 13))
    assert seen.result.bound.share == pytest.approx((12 + (expected - 12 / 5) * 4.5) / 60)
    assert "högst 22,07 % av raderna" in seen.result.sentence.sv
    assert "2 grupper" in seen.result.worked_out.sv


def test_another_population_than_the_one_kept_cannot_be_drawn_from(place: Town) -> None:
    rut = reporter(place)
    sample = started(rut)
    order = Order(SamplingMethod.SIMPLE, 5, BASIS, "Fel konto")
    with pytest.raises(Refused, match="samma rader"):
        draw_sample(by=rut, sample_id=sample.pk, version=1, population=population(61), order=order, now=T1_OPEN)


def test_a_sample_is_drawn_once_and_a_withdrawn_one_stays_to_be_seen(place: Town) -> None:
    rut = reporter(place)
    sample = drawn(rut)
    order = Order(SamplingMethod.SIMPLE, 5, BASIS, "Fel konto")
    with pytest.raises(Refused):
        draw_sample(
            by=rut, sample_id=sample.pk, version=sample.version, population=population(), order=order, now=T1_OPEN
        )
    gone = withdraw_sample(by=rut, sample_id=sample.pk, version=sample.version, reason="Fel lista", now=T1_OPEN)
    row = rows_of(gone)[0]
    with pytest.raises(Refused):
        judge_row(by=rut, row_id=row.pk, version=row.version, verdict=Verdict.RIGHT, note="", now=T1_OPEN)
    assert sample_seen_by(rut, sample.pk, IN_TIME).reason == "Fel lista"


def test_what_counts_as_an_error_is_said_before_the_draw_and_every_row_judged_before_the_end(place: Town) -> None:
    rut = reporter(place)
    sample = started(rut)
    order = Order(SamplingMethod.SIMPLE, 5, BASIS, " ")
    with pytest.raises(Refused) as refused:
        draw_sample(by=rut, sample_id=sample.pk, version=1, population=population(), order=order, now=T1_OPEN)
    assert refused.value.findings[0].where == "error_means"
    ready = drawn(rut)
    with pytest.raises(Refused, match="20 dragna rader"):
        conclude_sample(by=rut, sample_id=ready.pk, version=ready.version, now=T1_OPEN)


def test_two_who_judge_the_same_row_do_not_write_over_each_other(place: Town) -> None:
    rut, anna = reporter(place), place.coordinator()
    row = rows_of(drawn(rut))[0]
    judge_row(by=anna, row_id=row.pk, version=row.version, verdict=Verdict.WRONG, note="Dubblett", now=T1_OPEN)
    with pytest.raises(Conflict):
        judge_row(by=rut, row_id=row.pk, version=row.version, verdict=Verdict.RIGHT, note="", now=T1_OPEN)


def test_only_who_reports_or_reads_secrets_sees_what_the_rows_say(place: Town) -> None:
    sample = drawn(reporter(place))
    reader, other = place.user("lars", Role.READER), place.user("eva", Role.REPORTER)
    assert not rows_of_sample(reader, sample.pk, IN_TIME)[0].cells
    assert rows_of_sample(place.coordinator(), sample.pk, IN_TIME)[0].cells
    with pytest.raises(Missing):
        population_file(reader, sample.pk, IN_TIME)
    with pytest.raises(Missing):
        sample_seen_by(other, sample.pk, IN_TIME)
    with pytest.raises(Forbidden):
        started(reader)


def test_weeding_takes_the_population_and_leaves_the_proof(
    place: Town, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    rut, anna = reporter(place), place.coordinator()
    done = judged(rut, drawn(rut), wrong=2)
    path = path_of(done.municipality_id, done.file_sha256)
    assert path.is_file()
    with pytest.raises(Refused, match="tidigast"):
        weed_sample(by=anna, sample_id=done.pk, version=done.version, now=T1_OPEN)
    later = T1_OPEN + timedelta(days=800)
    with pytest.raises(Forbidden):
        weed_sample(by=rut, sample_id=done.pk, version=done.version, now=later)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture that is a function
        weed_sample(by=anna, sample_id=done.pk, version=done.version, now=later)
    assert not path.exists()
    assert not StoredFile.objects.exists()
    assert not any(row.cells for row in rows_of(done))
    assert redrawn(anna, done.pk, population(), later.date()).same
    assert sample_seen_by(anna, done.pk, later.date()).result is not None
    assert verify(done.municipality_id).whole


def test_a_workbook_is_read_row_by_row_with_the_lines_above_its_titles(place: Town) -> None:
    rows = [("Nr", "Datum", "Belopp"), *((f"F{n}", "2027-01-31", n + 0.5) for n in range(1, 31)), ("Summa", "", 480)]
    data = xlsx_file(rows, above=("Utskrift", ""))
    table = read_plain_table(data, "x.xlsx")
    assert (table.sheet, table.sheets) == ("Fakturor", ("Fakturor", "Annat"))
    title_row = suggested_title_row(table.lines, table.places)
    found = population_in(table.lines, table.places, title_row=title_row, left_out=1)
    assert (found.titles, found.size) == (("Nr", "Datum", "Belopp"), 30)
    assert cells_of(found.lines[0]) == ("F1", "2027-01-31", "1.5")
    assert found.amounts(2)[:2] == [150, 250]


INVOICES = [("Faktura", "Enhet", "Belopp"), ("F1", "Köket, Ö", "1 234,50"), ("F2", "Skola", "-7")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(("delimiter", "said"), [(";", ""), (",", ""), ("\t", ""), (";", "sep=;\r\n")])
def test_a_population_in_csv_is_the_same_however_it_was_saved(encoding: str, delimiter: str, said: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(INVOICES)
    table = read_plain_table((said + text.getvalue()).encode(encoding), "fakturor.csv")
    first = 2 if said else 1
    assert list(table.places) == [first, first + 1, first + 2]
    assert [cells_of(line) for line in table.lines] == INVOICES
    assert suggested_title_row(table.lines, table.places) == first
    found = population_in(table.lines, table.places, title_row=first)
    assert found.amounts(2) == [123450, -700]
    assert found.sha256 == population_in([line_of(row) for row in INVOICES], (1, 2, 3), title_row=1).sha256


def test_the_trail_tells_how_the_sample_was_drawn(place: Town) -> None:
    sample = drawn(reporter(place))
    told = next(one for one in trail_of(sample.municipality_id, [sample.pk]) if one.name == "followup.sample_drawn")
    assert told.after["seed"] == sample.seed
    assert told.after["sha256"] == sample.population_sha256


def test_a_weeding_day_that_has_passed_is_refused(place: Town) -> None:
    with pytest.raises(Refused):
        start_sample(
            by=reporter(place), report_id=the_report().pk, data=b"A;B\n1;2", name="x.csv",
            read=ReadPopulation(population(), "", 1), now=T1_OPEN, weed_on=IN_TIME,
        )  # fmt: skip
