"""A link opens one person's own reports of one period, until it closes or is shut, and nothing secret."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import Settings
from tests.followup.reminded_town import FURTHER, GIVEN, OPENED, Reminded, reminded_town
from tests.people import NOW, OPERATOR, town

from riskbild.audit.models import AuditEvent
from riskbild.audit.queries import trail_of
from riskbild.delivery.queries import token_of
from riskbild.followup.actions.linking import make_links, revoke_link
from riskbild.followup.actions.people import appoint_stand_in, assign_reports, delegate_report
from riskbild.followup.actions.periods import close_period, open_period, reopen_period
from riskbild.followup.actions.reminding import set_reminders
from riskbild.followup.actions.reporting import report
from riskbild.followup.links import LinkShut, SignInRequired, own_links, person_for
from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.seen import reports_seen_by
from riskbild.organisation.access import access_of
from riskbild.organisation.actions.users import set_active
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission, Role
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.queries.seen import risks_seen_by
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.reminders import ReminderRules

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Reminded:
    return reminded_town()


def link(here: Reminded, person: User) -> UUID:
    made = make_links(by=OPERATOR, period_id=here.period.pk, person_ids=[person.pk], now=OPENED)
    return made[person.pk]


def token(here: Reminded, person: User) -> str:
    found = token_of(here.municipality_id, link(here, person))
    assert found
    return found


def test_a_link_gives_its_person_their_own_reports_and_no_more_rights(here: Reminded) -> None:
    anna, sten = here.person("anna", Role.COORDINATOR), here.person("sten")
    here.adopt(("Löneutbetalningar", anna), ("Delegationsbeslut", sten))
    known = person_for(token(here, anna), now=OPENED)
    assert (known.pk, known.actor_kind) == (anna.pk, "link")
    second = open_period(by=OPERATOR, board_year_id=here.town.year.pk, key="T2", now=OPENED).period
    assert {one.period.id for one in my_reports(anna, OPENED.date()).rows} == {here.period.pk, second.pk}
    mine = my_reports(known, OPENED.date())
    assert [(one.title, one.period.id) for one in mine.rows] == [("Löneutbetalningar", here.period.pk)]
    assert not reports_seen_by(known, OPENED.date()).exclude(period=here.period).exists()
    # A coordinator reads and manages everything; by a link only what is theirs.
    assert not risks_seen_by(known, OPENED.date()).exists()
    assert access_of(known, OPENED.date()).nodes.keys() == {Permission.READ_OWN, Permission.REPORT_OWN}


def test_by_a_link_the_own_report_is_given_and_the_trail_tells_that_it_was_by_link(here: Reminded) -> None:
    anna, sten = here.person("anna", Role.COORDINATOR), here.person("sten")
    here.adopt(("Löneutbetalningar", anna), ("Delegationsbeslut", sten))
    known = person_for(token(here, anna), now=OPENED)
    own, others = here.reports()
    given = {"by": known, "version": own.version, "filled": GIVEN, "now": OPENED}
    report(report_id=own.pk, **given)
    event = trail_of(here.municipality_id, [own.pk], limit=1)[0]
    assert (event.actor_kind, event.actor_id) == ("link", anna.pk)
    with pytest.raises(Refused):
        report(report_id=others.pk, **given)


def test_by_a_link_nothing_is_handed_on_managed_or_opened(here: Reminded) -> None:
    anna, sten = here.person("anna", Role.COORDINATOR), here.person("sten")
    here.adopt(("Löneutbetalningar", anna))
    known = person_for(token(here, anna), now=OPENED)
    (own,) = here.reports()
    tries = (
        lambda: delegate_report(by=known, report_id=own.pk, to_id=sten.pk, now=OPENED),
        lambda: assign_reports(by=known, report_ids=[own.pk], person_id=sten.pk, now=OPENED),
        lambda: appoint_stand_in(
            by=known,
            person_id=anna.pk,
            stand_in_id=sten.pk,
            valid_from=OPENED.date(),
            valid_to=OPENED.date(),
            now=OPENED,
        ),
        lambda: close_period(by=known, period_id=here.period.pk, version=here.period.version, now=OPENED),
        lambda: make_links(by=known, period_id=here.period.pk, person_ids=[anna.pk], now=OPENED),
        lambda: set_reminders(by=known, node_id=here.town.board.pk, version=0, rules=ReminderRules(), now=OPENED),
    )
    before = AuditEvent.objects.count()
    for attempt in tries:
        with pytest.raises(Refused):
            attempt()
    assert AuditEvent.objects.count() == before


def test_a_link_shows_no_secret_to_who_reads_secrets_when_signed_in(here: Reminded) -> None:
    anna = here.person("anna", Role.COORDINATOR)
    risk = here.town.risk("Lodjursgömslet")
    mark = {"paragraph": "18 kap. 8 §", "reason": "Skyddet", "now": NOW}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=1, field="risk", **mark)
    here.adopt(("Löneutbetalningar", anna), risks=(risk.pk,))
    known = person_for(token(here, anna), now=OPENED)
    assert "Lodjur" in str(my_reports(anna, OPENED.date()).due)
    assert "Lodjur" not in str(my_reports(known, OPENED.date()).due)


def test_a_link_stops_with_its_period_and_works_again_if_that_is_reopened(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    text = token(here, rut)
    here.give(0)
    assert person_for(text, now=FURTHER).pk == rut.pk
    with pytest.raises(LinkShut):
        person_for(text, now=FURTHER + DAY)
    here.period.refresh_from_db()
    close_period(by=OPERATOR, period_id=here.period.pk, version=here.period.version, now=OPENED)
    with pytest.raises(LinkShut):
        person_for(text, now=OPENED)
    here.period.refresh_from_db()
    again = {"period_id": here.period.pk, "version": here.period.version, "reason": "Rättelse", "now": OPENED}
    reopen_period(by=OPERATOR, **again)
    assert person_for(text, now=OPENED).pk == rut.pk


def test_a_link_is_shut_by_its_person_by_itself_or_by_the_coordinator_and_by_nobody_else(here: Reminded) -> None:
    rut, sten, anna = here.person("rut"), here.person("sten"), here.person("anna", Role.COORDINATOR)
    here.adopt(("Löneutbetalningar", rut))
    asked = {"period_id": here.period.pk, "person_id": rut.pk, "now": OPENED}
    with pytest.raises(Forbidden):
        revoke_link(by=sten, **asked)
    for by in (rut, anna, None):
        text = token(here, rut)
        assert [one.period_id for one in own_links(rut)] == [here.period.pk]
        assert revoke_link(by=by or person_for(text, now=OPENED), **asked) == 1
        with pytest.raises(LinkShut):
            person_for(text, now=OPENED)
        assert own_links(rut) == []


def test_the_same_link_is_given_again_and_a_new_one_after_it_was_shut(here: Reminded, settings: Settings) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    first = token(here, rut)
    assert token(here, rut) == first
    revoke_link(by=rut, period_id=here.period.pk, person_id=rut.pk, now=OPENED)
    second = token(here, rut)
    assert second != first
    settings.SECRET_KEY = "another-key-that-is-long-enough-to-be-taken-for-a-real-one"
    assert token(here, rut) not in {first, second}


def test_a_person_who_is_shut_out_and_a_board_that_asks_for_sign_in_end_links_at_once(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    text = token(here, rut)
    set_reminders(by=OPERATOR, node_id=here.town.root.pk, version=0, rules=ReminderRules(links=False), now=NOW)
    with pytest.raises(SignInRequired):
        person_for(text, now=OPENED)
    set_reminders(by=OPERATOR, node_id=here.town.board.pk, version=0, rules=ReminderRules(), now=NOW)
    assert person_for(text, now=OPENED).pk == rut.pk
    set_active(by=OPERATOR, user_id=rut.pk, version=rut.version, active=False, now=NOW)
    with pytest.raises(LinkShut):
        person_for(text, now=OPENED)


@pytest.mark.parametrize("text", ["", "x", "A" * 65, "é" * 65, "../../etc", "0" * 64])
def test_what_is_no_token_opens_nothing(text: str) -> None:
    with pytest.raises(Missing):
        person_for(text, now=datetime.now(tz=OPENED.tzinfo))


def test_another_municipality_makes_no_links_to_ours(here: Reminded) -> None:
    rut = here.person("rut")
    here.adopt(("Löneutbetalningar", rut))
    stranger = town("SOC", "Nordvik").user("olle", Role.COORDINATOR)
    with pytest.raises(Missing):
        make_links(by=stranger, period_id=here.period.pk, person_ids=[rut.pk], now=OPENED)
    with pytest.raises(Missing):
        revoke_link(by=stranger, period_id=here.period.pk, person_id=rut.pk, now=OPENED)
