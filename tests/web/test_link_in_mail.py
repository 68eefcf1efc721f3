"""From the mail to the page: the link that was sent opens what is the person's own, and says why when it does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.followup.reminded_town import OPENED, Reminded, reminded_town
from tests.people import NOW, OPERATOR
from tests.web.listed import signed_in, words

from riskbild.audit.models import AuditEvent
from riskbild.followup.actions.linking import revoke_link
from riskbild.followup.actions.periods import close_period
from riskbild.followup.actions.reminding import set_reminders
from riskbild.followup.models import Evidence, Report, ReportDraft
from riskbild.followup.post import post_all
from riskbild.organisation.roles import Role
from riskbild.rules.reminders import ReminderRules
from riskbild.rules.result import CRITERIA, Result

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj"


@dataclass(frozen=True)
class Mailed:
    """The town whose letters have been sent, and the token that each person was sent."""

    here: Reminded
    tokens: dict[str, str]

    def at(self, name: str, person: str = "Rut", **more: UUID) -> str:
        """One of the addresses that a person's token opens."""
        return reverse(name, args=[self.tokens[person], *more.values()])


@pytest.fixture(scope="module")
def mailed(module_database: None) -> Iterator[Mailed]:
    """Two with a report each in their mail; the first may do more when signed in."""
    here = reminded_town()
    rut, sten = here.person("rut", Role.COORDINATOR), here.person("sten")
    here.adopt(("Löneutbetalningar", rut), ("Delegationsbeslut", sten))
    mail.outbox = []
    post_all(now=OPENED)
    return Mailed(here, {one.to[0].partition(" <")[0]: _linked(str(one.body))[0] for one in mail.outbox})


def _linked(body: str) -> list[str]:
    return re.findall(r"/r/([^/\s]+)/", body)


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the mail came."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: OPENED)


def own_and_others(mailed: Mailed) -> tuple[Report, Report]:
    own, others = mailed.here.reports()
    assert (own.activity, others.activity) == ("Löneutbetalningar", "Delegationsbeslut")
    return own, others


def file(data: bytes = PDF) -> dict[str, object]:
    days = {"proves_from": "2026-09-01", "proves_to": "2026-12-31"}
    return {"file": SimpleUploadedFile("attest.pdf", data), **days, "note": "Attestlista", "secrecy": ""}


def test_the_link_opens_the_own_reports_and_signs_nobody_in(mailed: Mailed) -> None:
    browser = Client()
    answer = browser.get(mailed.at("report_link"))
    told = words(answer.content.decode())
    assert answer.status_code == 200
    assert "Löneutbetalningar" in told
    assert "Delegationsbeslut" not in told
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert not [name for name in browser.cookies if "session" in name]
    assert browser.get("/uppfoljning/").status_code == 302


def test_the_page_says_by_what_each_result_is_chosen(mailed: Mailed) -> None:
    told = words(Client().get(mailed.at("report_link")).text)
    for result in (Result.NO_DEVIATION, Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION):
        assert CRITERIA[result].sv in told


def test_whatever_follows_every_address_in_a_mail_writes_nothing(mailed: Mailed) -> None:
    own, others = own_and_others(mailed)
    events, scanner = AuditEvent.objects.count(), Client()
    with CaptureQueriesContext(connection) as asked:
        answers = [
            ask(address).status_code
            for ask in (scanner.get, scanner.head)
            for address in (
                mailed.at("report_link"), *(mailed.at("link_report", key=one.pk) for one in (own, others)),
                mailed.at("link_report_draft", key=own.pk), mailed.at("link_evidence", key=own.pk),
            )
        ]  # fmt: skip
    assert answers == [200, 302, 302, 405, 200] * 2
    assert not [one["sql"] for one in asked if not one["sql"].lstrip("( ").upper().startswith(("SELECT", "SAVEPOINT"))]
    assert AuditEvent.objects.count() == events
    assert Report.objects.filter(version=1).count() == 2


@pytest.mark.parametrize("name", ["link_report", "link_report_draft", "link_evidence"])
def test_what_is_somebody_elses_is_not_there_for_who_has_a_link(mailed: Mailed, name: str) -> None:
    own, others = own_and_others(mailed)
    sent = {"version": "1", "draft": "0", "word": "Pågående", "text": "Klart", "comment": ""} | file()
    events = AuditEvent.objects.count()
    assert Client().post(mailed.at(name, key=others.pk), sent).status_code == 404
    assert Client().post(mailed.at(name, person="Sten", key=own.pk), sent).status_code == 404
    if name == "link_evidence":
        assert Client().get(mailed.at(name, key=others.pk)).status_code == 404
    assert (AuditEvent.objects.count(), ReportDraft.objects.count(), Evidence.objects.count()) == (events, 0, 0)
    assert Report.objects.filter(version=1, reported_at=None).count() == 2
    # The same is taken where it is one's own.
    assert Client().post(mailed.at(name, key=own.pk), sent | file()).status_code in {200, 302}
    assert AuditEvent.objects.count() > events or ReportDraft.objects.exists()


def test_a_file_is_added_and_read_by_the_link_of_whose_report_it_proves_and_by_no_other(mailed: Mailed) -> None:
    own, _others = own_and_others(mailed)
    page, adding = mailed.at("report_link"), mailed.at("link_evidence", key=own.pk)
    assert Client().post(adding, file(b"")).status_code == 422
    answer = Client().post(adding, file())
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    kept = Evidence.objects.get()
    assert (kept.report_id, kept.added_by_id) == (own.pk, mailed.here.people["rut"].pk)
    there = mailed.at("link_evidence_file", key=kept.pk)
    assert there in Client().get(page).text
    answer = Client().get(there)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)  # type: ignore[attr-defined]  # a file
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="attest.pdf"'
    assert Client().get(mailed.at("link_evidence_file", person="Sten", key=kept.pk)).status_code == 404


def test_a_file_marked_secret_is_not_read_by_a_link_not_even_by_who_added_it(mailed: Mailed) -> None:
    own, _others = own_and_others(mailed)
    Client().post(mailed.at("link_evidence", key=own.pk), file() | {"secrecy": "18 kap. 8 §"})
    told = Client().get(mailed.at("report_link")).text
    assert "Sekretess (18 kap. 8 §)" in told
    assert "attest.pdf" not in told
    assert Client().get(mailed.at("link_evidence_file", key=Evidence.objects.get().pk)).status_code == 404


def test_who_has_more_to_report_than_a_page_holds_is_told_how_much_more(
    mailed: Mailed, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, others = own_and_others(mailed)
    assert "till väntar" not in Client().get(mailed.at("report_link")).text
    mailed.here.hand(others, mailed.here.people["rut"])
    monkeypatch.setattr("riskbild.web.followup.linked.MOST_AT_ONCE", 1)
    told = words(Client().get(mailed.at("report_link")).text)
    assert "1 till väntar efter de här." in told
    assert (own.activity in told, others.activity in told) == (True, False)


def test_a_link_that_was_shut_or_asks_for_sign_in_says_so(mailed: Mailed) -> None:
    here, address = mailed.here, mailed.at("report_link")
    rut = here.people["rut"]
    set_reminders(by=OPERATOR, node_id=here.town.board.pk, version=0, rules=ReminderRules(links=False), now=NOW)
    answer = Client().get(address)
    assert (answer.status_code, "kräver att du loggar in" in answer.text) == (403, True)
    set_reminders(by=OPERATOR, node_id=here.town.board.pk, version=1, rules=ReminderRules(), now=NOW)
    revoke_link(by=rut, period_id=here.period.pk, person_id=rut.pk, now=OPENED)
    answer = Client().get(address)
    assert (answer.status_code, "Länken är spärrad" in answer.text) == (410, True)
    assert "Löneutbetalningar" not in answer.text
    assert Client().get("/r/" + "A" * 65 + "/").status_code == 404


def test_a_person_shuts_their_own_links_and_the_coordinator_anybodys(mailed: Mailed) -> None:
    here, sten = mailed.here, signed_in(mailed.here.people["sten"])
    own = sten.get("/konto/utskick/").text
    assert f"{here.period.name_sv}, till och med 2027-02-04" in words(own)
    assert "/konto/lankar/sparra/" in own
    sten.post("/konto/lankar/sparra/")
    assert [Client().get(mailed.at("report_link", person)).status_code for person in ("Sten", "Rut")] == [410, 200]
    assert "/konto/lankar/sparra/" not in sten.get("/konto/utskick/").text
    rut, page = signed_in(here.people["rut"]), f"/ar/period/{here.period.pk}/lankar/"
    assert page in rut.get(f"/ar/period/{here.period.pk}/").text
    told = rut.get(page).text
    assert f'value="{here.people["rut"].pk}"' in told
    assert str(here.people["sten"].pk) not in told
    assert sten.post(page, {"person": str(here.people["rut"].pk)}).status_code in {403, 404}
    assert rut.post(page, {"person": "x"}).status_code == 404
    assert Client().get(mailed.at("report_link")).status_code == 200
    assert rut.post(page, {"person": str(here.people["rut"].pk)}).status_code == 302
    assert Client().get(mailed.at("report_link")).status_code == 410
    assert "Ingen länk till perioden fungerar just nu." in rut.get(page).text


def test_when_the_period_is_closed_nothing_more_is_taken_by_its_links(mailed: Mailed) -> None:
    own, _others = own_and_others(mailed)
    here = mailed.here
    close_period(by=OPERATOR, period_id=here.period.pk, version=here.period.version, now=OPENED)
    sent = {"version": "1", "draft": "0", "word": "Pågående", "text": "Klart"} | file()
    for name in ("link_report", "link_report_draft", "link_evidence"):
        assert Client().post(mailed.at(name, key=own.pk), sent).status_code == 410
    assert not Report.objects.exclude(reported_at=None).exists()
