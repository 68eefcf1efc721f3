"""Deviations: graded by written criteria, told at once when major, measured or accepted, and known again."""

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from pytest_django import Settings
from tests.delivery.postbox import mailer, open_postbox, text_of
from tests.followup.scene import DONE, IN_TIME, T1_OPEN, board, reporter, the_report
from tests.people import OPERATOR, Town

from riskbild.delivery.models import OutboxMessage
from riskbild.followup import deviation_events as events
from riskbild.followup.actions.deviation_handling import (
    PlannedMeasure,
    accept_deviation,
    close_deviation,
    plan_measure,
    reopen_deviation,
    report_measure,
)
from riskbild.followup.actions.deviations import FoundDeviation, edit_deviation, record_deviation
from riskbild.followup.actions.reporting import report
from riskbild.followup.deviating import deviating_lineages, unexplained
from riskbild.followup.models import Deviation, DeviationNotice
from riskbild.followup.post import send_waiting
from riskbild.followup.queries.deviation import criteria_of_year, deviation_seen_by
from riskbild.followup.queries.deviation_measures import deviation_measures_of, my_deviation_measures
from riskbild.followup.queries.deviations import deviations_of_year
from riskbild.organisation.actions import change_user
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.years import make_rules
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import BoardYear
from riskbild.register.queries.trails import trail_seen_by
from riskbild.rules.deviation import DeviationState
from riskbild.rules.duties import RuleSet, Told
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.reporting import Filled
from riskbild.rules.result import Result
from riskbild.rules.standard_duties import STANDARD_RULES
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db

MINOR, MAJOR = Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION
TITLE = "Tre fakturor är betalda utan attest"


def found(
    by: User, severity: Result = MINOR, title: str = TITLE, cause: str = "Vikarien saknade attesträtt"
) -> Deviation:
    told = FoundDeviation({"title": title, "cause": cause}, severity, IN_TIME, report_id=the_report().pk)
    return record_deviation(by=by, found=told, now=T1_OPEN)


def measured(by: User, row: Deviation, person: User | None = None) -> PlannedMeasure:
    due = IN_TIME + timedelta(days=30)
    return PlannedMeasure("Ge vikarier attesträtt", "Enhetschef", due, person.pk if person else None)


def test_who_reports_the_control_records_what_it_showed_by_the_written_criteria(place: Town) -> None:
    rut = reporter(place)
    row = found(rut)
    seen = deviation_seen_by(place.coordinator(), row.pk, IN_TIME)
    assert (seen.state, seen.control, seen.found_by) == (DeviationState.NEW, "Kontroll tertial", "Rut")
    assert seen.criterion.startswith("Enstaka fel")
    assert row.lineage == the_report().lineage
    with pytest.raises(Refused) as refused:
        found(rut, title=" ")
    assert refused.value.findings[0].where == "title"
    with pytest.raises(Refused):
        found(rut, severity=Result.DEVIATION)
    with pytest.raises(Forbidden):
        found(place.user("lars", Role.READER))


def test_the_municipalitys_own_words_are_the_criterion_and_stay_as_they_read(place: Town) -> None:
    own = RuleSet(
        name="Våra regler", valid_from=IN_TIME.replace(month=1, day=1), duties=STANDARD_RULES.duties,
        criteria={MINOR: "Enstaka avsteg utan följd."},
    )  # fmt: skip
    assert RuleSet.from_data(own.to_data()) == own
    save_rules(place, own)
    assert str(criteria_of_year(place.coordinator(), place.year.pk, IN_TIME)[MINOR]) == "Enstaka avsteg utan följd."
    assert found(reporter(place)).criterion == "Enstaka avsteg utan följd."


def save_rules(place: Town, rules: RuleSet) -> None:
    make_rules(by=OPERATOR, root_id=place.root.pk, rules=rules, after_number=0, now=T1_OPEN)


def with_mail(user: User) -> User:
    mail = {"name": user.name, "email": f"{user.username.lower()}@storsjo.se", "now": T1_OPEN}
    return change_user(by=OPERATOR, user_id=user.pk, version=user.version, **mail)


def arrived(settings: Settings) -> dict[str, EmailMessage]:
    """The letters that a real mail server takes in when what waits is sent, by whom they are to."""
    with open_postbox() as postbox:
        settings.MAILERS = mailer(postbox.port)
        send_waiting(now=T1_OPEN)
    letters = {parseaddr(str(one["To"]))[1]: one for one in postbox.arrived}
    assert len(letters) == len(postbox.arrived)
    return letters


def test_a_major_one_is_told_at_once_to_head_board_and_executive_board(place: Town, settings: Settings) -> None:
    head = with_mail(place.user("hedda", Role.MANAGER, place.administration))
    secretary = with_mail(place.user("sture", Role.SECRETARY))
    overseer = with_mail(place.user("olle", Role.OVERSEER, place.root))
    row = found(reporter(place), MAJOR)
    told = {(Told(one.told), one.person_id) for one in DeviationNotice.objects.filter(deviation=row)}
    assert told >= {
        (Told.HEAD, head.pk), (Told.BOARD, secretary.pk), (Told.EXECUTIVE_BOARD, overseer.pk),
        (Told.BOARD, place.coordinator().pk),
    }  # fmt: skip
    letters = arrived(settings)
    assert letters.keys() == {head.email, secretary.email, overseer.email}
    for letter in letters.values():
        assert letter["Subject"] == f"Större avvikelse: {TITLE}"
        text = " ".join(text_of(letter).split())
        assert "Storskolan" in text
        assert row.criterion in text
        assert f"/avvikelse/{row.pk}/" in text
    mails = OutboxMessage.objects.filter(key__startswith=f"deviation:{row.pk}")
    again = edit_deviation(
        by=reporter(place), deviation_id=row.pk, version=row.version, changes={"cause": "Ny orsak"}, now=T1_OPEN
    )
    assert mails.count() == 3
    assert again.version == 2


def test_the_rule_set_says_who_is_told_and_the_page_says_when_nobody_was_found(place: Town, settings: Settings) -> None:
    save_rules(
        place,
        RuleSet(
            name="Våra", valid_from=IN_TIME.replace(month=1, day=1), duties=STANDARD_RULES.duties,
            told=frozenset({Told.HEAD}),
        ),
    )  # fmt: skip
    place.coordinator()
    row = found(reporter(place), MAJOR)
    assert not DeviationNotice.objects.filter(deviation=row).exists()
    (notice,) = deviation_seen_by(place.coordinator(), row.pk, IN_TIME).notices
    assert (notice.told, notice.name, notice.on) == (Told.HEAD, "", None)
    head = with_mail(place.user("hedda", Role.MANAGER, place.administration))
    for other, role in (("sture", Role.SECRETARY), ("olle", Role.OVERSEER)):
        with_mail(place.user(other, role, place.root if role is Role.OVERSEER else None))
    found(reporter(place), MINOR, title="En underskrift saknas")
    found(reporter(place), MAJOR, title="Nycklar saknas")
    letters = arrived(settings)
    assert {to: one["Subject"] for to, one in letters.items()} == {head.email: "Större avvikelse: Nycklar saknas"}


def test_mail_says_nothing_secret(place: Town) -> None:
    with_mail(place.user("hedda", Role.MANAGER, place.administration))
    risk = the_report().risk
    assert risk is not None
    mark_secret(
        by=place.coordinator(), risk_id=risk.pk, version=risk.version, field="", paragraph="18 kap. 8 §",
        reason="Säkerhet", now=T1_OPEN,
    )  # fmt: skip
    found(place.coordinator(), MAJOR)
    said = str(list(OutboxMessage.objects.values()))
    assert "Storskolan" in said
    assert "attest" not in said
    lars = place.user("lars", Role.READER)
    line = deviations_of_year(lars, place.year.pk, IN_TIME).lines[0]
    assert str(line.title) == str(line.control) == "Sekretess (18 kap. 8 §)"


def test_a_measure_meets_a_cause_and_its_owner_reports_it(place: Town) -> None:
    rut, anna = reporter(place), place.coordinator()
    row = found(rut, cause="")
    with pytest.raises(Refused, match="orsaken"):
        plan_measure(by=anna, deviation_id=row.pk, version=1, measure=measured(anna, row), now=T1_OPEN)
    row = edit_deviation(by=anna, deviation_id=row.pk, version=1, changes={"cause": "Vikarie"}, now=T1_OPEN)
    siv = place.user("siv", Role.REPORTER, place.kitchen)
    one = plan_measure(by=anna, deviation_id=row.pk, version=2, measure=measured(anna, row, siv), now=T1_OPEN)
    assert deviation_seen_by(siv, row.pk, IN_TIME).state is DeviationState.MEASURES
    assert [line.id for line in my_deviation_measures(siv, IN_TIME)] == [one.pk]
    done = report_measure(
        by=siv, measure_id=one.pk, version=1, progress=Progress.DONE, note="Klart i april", now=T1_OPEN
    )
    assert (done.progress, my_deviation_measures(siv, IN_TIME)) == (Progress.DONE, [])
    assert len(deviation_measures_of(anna, place.year.pk, IN_TIME)) == 1
    told = trail_seen_by(place.user("rune", Role.AUDITOR, place.root), IN_TIME).rows
    (planned,) = [one.line.changes for one in told if one.line.entry.name == events.MEASURE_PLANNED.name]
    said = {label.sv: after for label, _before, after in planned}
    assert (said["Ansvarig"], said["Person"]) == (one.owner, "Siv")


def test_it_is_closed_when_measures_are_done_or_accepted_with_a_reason(place: Town) -> None:
    rut, anna = reporter(place), place.coordinator()
    row = found(rut)
    with pytest.raises(Refused, match="genomförd"):
        close_deviation(by=anna, deviation_id=row.pk, version=1, note="Sett", now=T1_OPEN)
    one = plan_measure(by=anna, deviation_id=row.pk, version=1, measure=measured(anna, row), now=T1_OPEN)
    with pytest.raises(Refused, match="klara eller avbrutna"):
        close_deviation(by=anna, deviation_id=row.pk, version=2, note="Sett", now=T1_OPEN)
    report_measure(by=anna, measure_id=one.pk, version=1, progress=Progress.DONE, note="", now=T1_OPEN)
    with pytest.raises(Forbidden):
        close_deviation(by=rut, deviation_id=row.pk, version=2, note="Sett", now=T1_OPEN)
    for end, unsaid in ((close_deviation, {"note": " "}), (accept_deviation, {"reason": " "})):
        with pytest.raises(Refused) as refused:
            end(by=anna, deviation_id=row.pk, version=2, now=T1_OPEN, **unsaid)
        assert [one.where for one in refused.value.findings] == list(unsaid)
    closed = close_deviation(by=anna, deviation_id=row.pk, version=2, note="Stickprov i maj utan fel", now=T1_OPEN)
    assert closed.state == DeviationState.CLOSED
    opened_again = reopen_deviation(by=anna, deviation_id=row.pk, version=3, reason="Samma fel", now=T1_OPEN)
    assert opened_again.state == DeviationState.MEASURES
    night = datetime(2027, 4, 30, 22, 30, tzinfo=UTC)  # half past midnight in Sweden
    accepted = accept_deviation(by=anna, deviation_id=row.pk, version=4, reason="Kostar mer än den ger", now=night)
    assert deviation_seen_by(anna, row.pk, IN_TIME).ended_on == date(2027, 5, 1)
    assert (accepted.state, accepted.outcome) == (DeviationState.ACCEPTED, "Kostar mer än den ger")


def test_a_year_knows_what_is_unexplained(place: Town) -> None:
    rut, year = reporter(place), BoardYear.objects.select_related("method").get(pk=place.year.pk)
    assert unexplained(year) == ([], [])
    given = Filled(status=Status.DONE, word="Genomförd", result=MINOR, comment="Tre fel")
    tertial = report(by=rut, report_id=the_report().pk, version=1, filled=given, now=T1_OPEN)
    report(by=rut, report_id=the_report("månatligen").pk, version=1, filled=DONE, now=T1_OPEN)
    assert unexplained(year) == ([], [tertial])
    assert [one.id for one in deviations_of_year(place.coordinator(), year.pk, IN_TIME).unrecorded] == [tertial.pk]
    assert deviating_lineages(year) == {tertial.lineage}
    row = found(rut)
    assert unexplained(year) == ([row], [])
    accept_deviation(by=place.coordinator(), deviation_id=row.pk, version=1, reason="Litet", now=T1_OPEN)
    assert unexplained(year) == ([], [])


def test_two_who_change_it_do_not_write_over_each_other(place: Town) -> None:
    row = found(reporter(place))
    edit_deviation(by=place.coordinator(), deviation_id=row.pk, version=1, changes={"cause": "A"}, now=T1_OPEN)
    with pytest.raises(Conflict):
        edit_deviation(by=reporter(place), deviation_id=row.pk, version=1, changes={"cause": "B"}, now=T1_OPEN)


def test_another_municipality_sees_nothing(place: Town) -> None:
    row, stranger = found(reporter(place)), board("SOC").coordinator()
    with pytest.raises(Missing):
        deviation_seen_by(stranger, row.pk, IN_TIME)
    with pytest.raises(Missing):
        deviations_of_year(stranger, place.year.pk, IN_TIME)
