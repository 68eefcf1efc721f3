"""The board's report on the screen: begun, written, proposed, decided; and how a year closes."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.followup.board_report_scene import WRITTEN, adopted, begun, followed
from tests.followup.scene import DONE, T1_LATE, T1_OPEN, board, opened, the_report
from tests.people import OPERATOR, Town
from tests.planning.scene import secretary
from tests.web.listed import signed_in

from riskbild.followup.actions.board_reports import begin_board_report, write_board_report
from riskbild.followup.actions.closing import close_followed_year
from riskbild.followup.actions.deviation_handling import accept_deviation
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.periods import close_period, reopen_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import BoardReport, FollowUpPeriod
from riskbild.followup.queries.closing import LeftKind, left_of_year
from riskbild.planning.freezing import is_whole
from riskbild.rules.board_report import Written
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.refusal import Refused
from riskbild.rules.reporting import Filled
from riskbild.rules.result import Result
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db
NOT_DONE = Filled(status=Status.NOT_DONE, word="Ej genomförd", result=Result.NOT_DONE, reason="Vakans.")
FAULTY = replace(DONE, result=Result.MINOR_DEVIATION, comment="Ett fel.")


def sent(row: BoardReport, **fields: str) -> dict[str, str]:
    return {"version": f"{row.version}.", **fields}


def test_a_report_goes_from_its_first_text_to_the_decision() -> None:
    place = followed(20)
    anna, sekr = signed_in(place.coordinator()), signed_in(secretary(place))
    listed = reverse("board_reports", args=[place.year.pk])
    assert "Påbörja" in anna.get(listed).content.decode()
    begun = anna.post(reverse("board_report_begin", args=[place.year.pk]), {"period": ""}, follow=True)
    row = BoardReport.objects.get()
    text = begun.content.decode()
    assert "Uppföljningen visar resultatet av nämndens internkontrollplan för 2027." in text
    assert "Ange den samlade bedömningen." in text

    refused = anna.post(reverse("board_report_propose", args=[row.pk]), sent(row))
    assert refused.status_code == 422
    assert "Motivera den samlade bedömningen." in refused.content.decode()

    edit = reverse("board_report_edit", args=[row.pk])
    assert "{critical}" in anna.get(edit).content.decode()
    wrong = anna.post(edit, sent(row, title_0="Läge", text_0="Så många: {hittepå}"))
    assert wrong.status_code == 422
    assert "Så många: {hittepå}" in wrong.content.decode(), "what was typed is not lost"
    texts = {
        "title_0": "Läge",
        "text_0": "Av {gross_risks:digits} risker är {critical} kritiska; {not_on_plan} följer inte plan.",
        "conclusion": "in_essentials", "motive": "En risk följer inte plan.",
    }  # fmt: skip
    done = anna.post(edit, sent(row, **texts), follow=True)
    assert "Av 20 risker är sju kritiska; en följer inte plan." in done.content.decode()

    stale = anna.post(edit, sent(row, **{**texts, "motive": "En annan motivering."}))
    assert stale.status_code == 409
    assert "En annan motivering." in stale.content.decode()

    row.refresh_from_db()
    anna.post(reverse("board_report_propose", args=[row.pk]), sent(row))
    row.refresh_from_db()
    assert row.state == BoardReportState.PROPOSED
    adopt = reverse("board_report_adopt", args=[row.pk])
    assert sekr.post(adopt, sent(row, body="Nämnden")).status_code == 422
    minutes = {"body": "Nämnden", "decided_on": "2026-01-01", "paragraph": "§ 4", "case_number": "BUN 2027/9"}
    page = sekr.post(adopt, sent(row, **minutes), follow=True).content.decode()
    row.refresh_from_db()
    assert row.state == BoardReportState.ADOPTED
    for told in ("I allt väsentligt tillräcklig", "§ 4", "BUN 2027/9", row.sha256, "Arbetet är försenat."):
        assert told in page
    file = anna.get(reverse("board_report_download", args=[row.pk]))
    assert file.content.decode() == row.content


def test_a_proposed_report_can_be_taken_back_returned_and_dropped() -> None:
    place = followed(20)
    anna, sekr = signed_in(place.coordinator()), signed_in(secretary(place))
    row = begun(place)
    for step, client, state in (
        ("propose", anna, "proposed"), ("take_back", anna, "draft"), ("propose", anna, "proposed"),
        ("return", sekr, "returned"), ("drop", anna, ""),
    ):  # fmt: skip
        more = {"reason": "Mer om hygienen."} if step == "return" else {}
        answer = client.post(reverse(f"board_report_{step}", args=[row.pk]), sent(row, **more))
        assert answer.status_code == 302, step
        row = BoardReport.objects.filter(pk=row.pk).first() or row
        if state:
            assert row.state == state
    assert not BoardReport.objects.exists()


def left(place: Town) -> list[LeftKind]:
    return [one.kind for one in left_of_year(place.coordinator(), place.year.pk, T1_LATE.date())]


def close(place: Town) -> None:
    place.year.refresh_from_db()
    close_followed_year(by=place.coordinator(), board_year_id=place.year.pk, version=place.year.version, now=T1_LATE)


def test_a_year_closes_only_when_everything_in_it_is_explained() -> None:
    place = board()
    anna = signed_in(place.coordinator())
    opened(place, "T1")
    kinds = left(place)
    assert kinds.count(LeftKind.PERIOD) == 1
    assert LeftKind.ANNUAL in kinds
    assert kinds.count(LeftKind.YEAR) == 2, "T2 and T3 have never been opened"
    page = anna.get(reverse("year_close", args=[place.year.pk])).content.decode()
    assert "Kontroll tertial" in page
    assert reverse("report", args=[the_report().pk]) in page
    assert "Stäng året" not in page
    with pytest.raises(Refused, match="Året kan inte stängas"):
        close(place)

    for key in ("T1", "T2", "T3"):
        opened(place, key)
        for often in ("tertial", "månatligen", "årligen"):
            if (key, often) != ("T3", "månatligen"):
                told(key, often, FAULTY if (key, often) == ("T1", "tertial") else NOT_DONE if key == "T2" else DONE)
        ended(key)
    assert left(place) == [LeftKind.REPORT, LeftKind.REPORT, LeftKind.ANNUAL]
    decided = adopted(place, begun_with(place))
    explain_each(place)
    close(place)
    place.year.refresh_from_db()
    assert place.year.closed
    assert FollowUpPeriod.objects.count() == 3
    kept = BoardReport.objects.get()
    assert (kept.state, kept.content, is_whole(kept.content, kept.sha256)) == (decided.state, decided.content, True)


def explain_each(place: Town) -> None:
    """What is left is explained one by one; until the last is, each alone keeps the year open."""
    report_id = the_report("tertial", "T1").pk
    unrecorded = (LeftKind.REPORT, "”Kontroll tertial” avvek i T1 2027, men avvikelsen är inte registrerad.")
    not_given = (LeftKind.REPORT, "”Kontroll månatligen” är inte rapporterad för T3 2027, och ingen har sagt varför.")
    assert stops(place) == [not_given, unrecorded]
    third = FollowUpPeriod.objects.get(key="T3")
    reopen_period(by=OPERATOR, period_id=third.pk, version=third.version, reason="En saknas", now=T1_LATE)
    told("T3", "månatligen", NOT_DONE)
    ended("T3")
    assert stops(place) == [unrecorded]
    texts = {"title": "Ett fel", "cause": "Vikarie"}
    found = FoundDeviation(texts, Result.MINOR_DEVIATION, T1_OPEN.date(), report_id=report_id)
    row = record_deviation(by=place.coordinator(), found=found, now=T1_LATE)
    assert stops(place) == [(LeftKind.DEVIATION, "Avvikelsen ”Ett fel” har varken åtgärd eller motiverad acceptans.")]
    accept_deviation(by=place.coordinator(), deviation_id=row.pk, version=1, reason="Kostar mer", now=T1_LATE)
    assert left(place) == []


def stops(place: Town) -> list[tuple[LeftKind, str]]:
    """What is left, each with its sentence; the year cannot be closed with it."""
    with pytest.raises(Refused, match="Året kan inte stängas") as refused:
        close(place)
    found = left_of_year(place.coordinator(), place.year.pk, T1_LATE.date())
    assert [one.sentence for one in refused.value.findings] == [one.sentence for one in found]
    return [(one.kind, one.sentence.sv) for one in found]


def told(key: str, often: str, filled: Filled) -> None:
    row = the_report(often, key)
    report(by=OPERATOR, report_id=row.pk, version=row.version, filled=filled, now=T1_OPEN)


def ended(key: str) -> None:
    period = FollowUpPeriod.objects.get(key=key)
    close_period(by=OPERATOR, period_id=period.pk, version=period.version, now=T1_LATE)


def begun_with(place: Town) -> BoardReport:
    row = begin_board_report(by=place.coordinator(), board_year_id=place.year.pk, now=T1_LATE)
    written = Written([], WRITTEN.conclusion, WRITTEN.motive)
    return write_board_report(by=place.coordinator(), report_id=row.pk, version=1, written=written, now=T1_LATE)
