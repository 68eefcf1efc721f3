"""The trail: who did what, when, to what, before and after; newest first, narrowed, paged; and erasing from it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import signed_in, titles, words

from riskbild.audit.event import all_events
from riskbild.audit.models import AuditEvent, AuditText
from riskbild.audit.record import Change, record_all
from riskbild.audit.verify import verify
from riskbild.organisation import actions
from riskbild.organisation.roles import Role
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.actions.editing import archive_risk, edit_risk, respond
from riskbild.register.actions.measures import MeasureTexts, add_measure, edit_measure, report_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.derive import Scored
from riskbild.register.queries.telling import TRAIL_TEXTS
from riskbild.register.terms import AssessmentKind
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response

pytestmark = pytest.mark.django_db
TRAIL, ERASE = "/granskningsspar/", "/granskningsspar/radera/"
EVENTS = {event.name: event for event in all_events()}
SECRET = "Larmet stängs av klockan fyra"


@pytest.fixture
def ada(storsjo: Town) -> Client:
    return signed_in(storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root))


@pytest.fixture
def auditor(storsjo: Town) -> Client:
    return signed_in(storsjo.user("rev", Role.AUDITOR, storsjo.root))


def rows(html: str) -> list[str]:
    """The lines of the trail as words, in the page's order."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]


def happened(html: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*>\s*([^<]+?)\s*</th>', html)


def many(storsjo: Town, number: int, name: str = "organisation.node_renamed") -> None:
    changes = [
        Change(EVENTS[name], "node", storsjo.school.pk, {"name": f"före {n}"}, {"name": f"efter {n}"})
        for n in range(number)
    ]
    record_all(changes, by=OPERATOR, municipality_id=storsjo.municipality_id, now=NOW)


# --- Who may


@pytest.mark.parametrize("role", list(Role))
def test_the_trail_is_read_by_who_may_read_it_everywhere(storsjo: Town, role: Role) -> None:
    reads = role in {Role.AUDITOR, Role.ADMINISTRATOR}
    everywhere, at_board = (signed_in(storsjo.user(name, role, at)) for name, at in (("x", storsjo.root), ("y", None)))
    assert everywhere.get(TRAIL).status_code == (200 if reads else 403)
    assert at_board.get(TRAIL).status_code == 403


def test_another_municipalitys_trail_is_never_shown(storsjo: Town, auditor: Client) -> None:
    other = town("SOC", "Nordviks kommun")
    actions.rename_node(by=OPERATOR, node_id=other.school.pk, version=1, name="Nordskolan", code="", now=NOW)
    html = auditor.get(TRAIL).text
    assert "Nordskolan" not in html
    assert "Nordviks kommun" not in html


# --- What is told


def test_a_line_tells_who_did_what_when_to_what_with_before_and_after(storsjo: Town, auditor: Client) -> None:
    eva = storsjo.user("eva", Role.ADMINISTRATOR, storsjo.root)
    actions.rename_node(by=eva, node_id=storsjo.school.pk, version=1, name="Nya skolan", code="", now=NOW)
    html = auditor.get(TRAIL).text
    line = next(row for row in rows(html) if "Organisationsdelen ändrades" in row)
    assert " 2026-11-21 10:00 Eva Organisationsdelen ändrades Nya skolan Namn: Storskolan → Nya skolan" in line
    assert f'href="/organisation/{storsjo.school.pk}/"' in html


def test_who_acted_at_the_servers_keyboard_is_told(storsjo: Town, auditor: Client) -> None:
    assert "test vid servern Kommunen lades upp" in words(auditor.get(TRAIL).text)


def test_keys_are_told_as_names_and_values_as_words(storsjo: Town, auditor: Client) -> None:
    rut = storsjo.user("rut", Role.MANAGER, storsjo.school)
    risk = storsjo.risk(node=storsjo.school)
    respond(by=rut, risk_id=risk.pk, version=1, response=Response.REDUCE, reason="Stor.", now=NOW)
    actions.move_node(
        by=OPERATOR, node_id=storsjo.kitchen.pk, version=1, parent_id=storsjo.board.pk, on=NOW.date(), now=NOW
    )
    told = words(auditor.get(TRAIL).text)
    assert "Roll: Chef" in told
    assert "Ställningstagande: Reducera" in told
    assert "Ligger under: Utbildningsförvaltningen → Barn- och utbildningsnämnden" in told
    assert "Barn- och utbildningsnämnden 2026" in told
    assert not re.findall(r"\b[0-9a-f]{8}-[0-9a-f]{4}-", told)


def test_what_is_stored_as_a_code_is_told_in_words(storsjo: Town, auditor: Client) -> None:
    codes = {"kind": "interim_follow_up", "conclusion": "in_essentials", "item_kind": "direct_action"}
    codes |= {"origin": "business_plan", "verdict": "wrong"}
    change = Change(EVENTS["organisation.node_renamed"], "node", storsjo.school.pk, {}, codes)
    record_all([change], by=OPERATOR, municipality_id=storsjo.municipality_id, now=NOW)
    told = words(auditor.get(TRAIL).text)
    for text in (
        "Slag: Delårsuppföljning", "Slutsats: I allt väsentligt tillräcklig",
        "Slag av kontroll: Direktåtgärd", "Ursprung: Verksamhetsplan", "Bedömning: Fel",
    ):  # fmt: skip
        assert text in told


def test_a_risk_is_told_by_its_title_and_leads_to_its_page(storsjo: Town, auditor: Client) -> None:
    storsjo.risk("Fel beslut om skolskjuts")
    assert titles(auditor.get(TRAIL).text) == ["Fel beslut om skolskjuts"]


def test_fields_are_told_in_the_forms_order_whatever_order_the_database_keeps_them_in(
    storsjo: Town, auditor: Client
) -> None:
    risk = storsjo.risk("Fel beslut", comment="k", causes="o", process="p", reference="r", likelihood=2, impact=3)
    whole, own = auditor.get(TRAIL).text, auditor.get(f"/risk/{risk.pk}/spar/").text
    first = whole.partition('class="rb-trail__list"')[2].partition("</ul>")[0]
    expected = [
        "Referens", "Process", "Risk", "Bakomliggande orsaker", "Kommentar", "Enhet", "Sannolikhet",
        "Konsekvens (väsentlighet)", "Riskvärde", "Risknivå",
    ]  # fmt: skip
    assert re.findall(r'<span class="rb-soft">([^<]+):</span>', first) == expected
    assert re.findall(r"<dt>([^<]+)</dt>", own) == expected


def test_a_field_that_has_no_label_is_told_after_the_others(storsjo: Town, auditor: Client) -> None:
    known, unknown = {"comment": "k", "name": "n", "score": "s"}, {"b": "1", "aa": "2"}
    change = Change(EVENTS["organisation.node_renamed"], "node", storsjo.school.pk, unknown, known)
    record_all([change], by=OPERATOR, municipality_id=storsjo.municipality_id, now=NOW)
    told = auditor.get(TRAIL).text.partition('class="rb-trail__list"')[2].partition("</ul>")[0]
    labels = re.findall(r'<span class="rb-soft">([^<]+):</span>', told)
    assert labels == ["Namn", "Kommentar", "Riskvärde", "aa", "b"]


def test_every_field_that_an_event_of_a_risk_holds_is_known_as_open_or_as_text(storsjo: Town) -> None:
    """A new field must be placed: shown to all who read the trail, or hidden with the secret texts."""
    anna = storsjo.coordinator()
    risk = storsjo.risk(
        **dict.fromkeys(("process", "causes", "consequence", "comment", "responsible", "deadline", "measures"), "x"),
        likelihood=2, impact=2, in_plan=True,
    )  # fmt: skip
    asked = {"by": anna, "risk_id": risk.pk, "now": NOW}
    edit_risk(**asked, version=1, changes={"risk": "y", "owner": anna.pk, "node": storsjo.school.pk, "in_plan": None})
    respond(**asked, version=2, response=Response.ACCEPT, reason="z")
    scored = Scored(1, 1)
    assess_risk(**asked, version=3, kind=AssessmentKind.RESIDUAL, scored=scored, motive="m")
    measure = add_measure(**asked, version=4, texts=MeasureTexts("a", "b", "c", anna.pk))
    edit_measure(
        by=anna, measure_id=measure.pk, version=1, risk_version=5, texts=MeasureTexts("d", "e", "f", None), now=NOW
    )
    report_measure(by=anna, measure_id=measure.pk, version=2, progress=Progress.DONE, note="n", now=NOW)
    mark_secret(**asked, version=7, field="risk", paragraph="18 kap. 8 §", reason="r")
    archive_risk(**asked, version=8, reason="s")
    events = AuditEvent.objects.filter(subject_id=risk.pk).values_list("pk", flat=True)
    held = {name for text in AuditText.objects.filter(pk__in=list(events)) for name in {**text.before, **text.after}}
    open_fields = {
        "node", "owner", "in_plan", "likelihood", "impact", "score", "level", "response", "kind", "progress", "field",
        "paragraph", "follows_plan",
    }  # fmt: skip
    # Lists are never told.
    assert held - open_fields - {"controls"} <= TRAIL_TEXTS
    assert {"risk", "causes", "reason", "progress_note", "motive"} <= held


def test_secret_texts_are_hidden_from_who_may_not_read_them_everywhere(
    storsjo: Town, ada: Client, auditor: Client
) -> None:
    for field in ("risk", ""):
        risk = storsjo.risk(SECRET, causes=SECRET, measures=SECRET, comment=SECRET)
        mark_secret(
            by=OPERATOR, risk_id=risk.pk, version=1, field=field, paragraph="18 kap. 8 §", reason=SECRET, now=NOW
        )
    assert SECRET not in ada.get(TRAIL).text
    assert "(visas inte)" in ada.get(TRAIL).text
    assert SECRET in auditor.get(TRAIL).text


def test_markup_in_what_was_written_is_shown_as_text(storsjo: Town, auditor: Client) -> None:
    storsjo.risk("<script>alert(1)</script>")
    assert "<script>alert" not in auditor.get(TRAIL).text


# --- Narrowing and paging


def test_the_trail_is_narrowed_by_event_person_and_day(storsjo: Town, auditor: Client) -> None:
    eva = storsjo.user("eva", Role.ADMINISTRATOR, storsjo.root)
    late = datetime(2026, 12, 24, 12, tzinfo=UTC)
    actions.rename_node(by=eva, node_id=storsjo.school.pk, version=1, name="Nya skolan", code="", now=late)

    def found(query: str) -> list[str]:
        return happened(auditor.get(f"{TRAIL}?{query}").text)

    renamed = ["Organisationsdelen ändrades"]
    assert found("handelse=organisation.node_renamed") == renamed
    assert found(f"person={eva.pk}") == renamed
    assert found("fran=2026-12-01") == renamed
    assert found("till=2026-12-23")
    assert not set(found("till=2026-12-23")) & set(renamed)
    assert found("fran=2026-12-24&till=2026-12-24") == renamed
    assert set(found("person=operator")) & {"Kommunen lades upp"}
    assert found(f"person={eva.pk}&handelse=register.risk_added") == []


@pytest.mark.parametrize(
    "query",
    [
        "handelse=x",
        "person=x",
        "fran=x",
        "till=9999-12-31",
        "fran=0001-01-01",
        "fore=x",
        "fore=" + "9" * 400,
        "efter=-1",
        "fore=٣",
    ],
)
def test_an_address_that_cannot_be_read_is_no_fault(auditor: Client, query: str) -> None:
    assert auditor.get(f"{TRAIL}?{query}").status_code in {200, 422}


def test_pages_follow_on_each_other_both_ways_without_gaps(storsjo: Town, auditor: Client) -> None:
    many(storsjo, 120)
    total = AuditEvent.objects.filter(municipality_id=storsjo.municipality_id).count()

    def link(html: str, rel: str) -> str:
        found = re.search(rf'rel="{rel}"[^>]*?href="([^"]+)"', html)
        return found[1].replace("&amp;", "&") if found else ""

    pages = [auditor.get(TRAIL).text]
    while following := link(pages[-1], "next"):
        pages.append(auditor.get(TRAIL + following).text)
    assert [len(rows(page)) for page in pages] == [50, 50, total - 100]
    assert len({row for page in pages for row in rows(page) if "efter" in row}) == 120
    back = [auditor.get(TRAIL + link(pages[-1], "prev")).text]
    back.append(auditor.get(TRAIL + link(back[-1], "prev")).text)
    assert [rows(page) for page in back] == [rows(page) for page in pages[-2::-1]]
    assert link(pages[0], "prev") == link(back[-1], "prev") == ""


def test_a_page_costs_the_same_however_long_the_trail_is(storsjo: Town, ada: Client) -> None:
    counts = []
    for number in (60, 600):
        many(storsjo, number)
        for _ in range(10):
            storsjo.risk()
        ada.get(TRAIL)
        with CaptureQueriesContext(connection) as queries:
            assert ada.get(TRAIL).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


# --- Erasing


def chosen(storsjo: Town, *, text: str = SECRET) -> list[str]:
    ids = [str(one.event_id) for one in AuditText.objects.all() if text in f"{one.before}{one.after}"]
    assert ids
    return ids


def test_texts_are_erased_after_a_question_with_a_reason_and_the_chain_stays_whole(storsjo: Town, ada: Client) -> None:
    storsjo.risk(comment=SECRET)
    ids = chosen(storsjo)
    assert "försvinner för gott" in ada.get(ERASE, {"h": ids}).text
    assert SECRET in str(AuditText.objects.get(event_id=ids[0]).after)
    assert ada.post(ERASE, {"h": ids, "reason": "Begäran 2026-11"}).status_code == 302
    assert not any(SECRET in f"{one.before}{one.after}" for one in AuditText.objects.all())
    told = words(ada.get(TRAIL).text)
    assert "Personuppgifter raderades ur spåret" in told
    assert "Texterna är raderade." in told
    assert verify(storsjo.municipality_id).whole


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "Beg\x00äran"])
def test_an_erasure_without_a_reason_is_refused_at_the_field(storsjo: Town, ada: Client, reason: str) -> None:
    storsjo.risk(comment=SECRET)
    answer = ada.post(ERASE, {"h": chosen(storsjo), "reason": reason})
    assert answer.status_code == 422
    assert 'id="id_reason-error"' in answer.text
    assert chosen(storsjo)


@pytest.mark.parametrize("ids", [[], ["x"], ["00000000-0000-7000-8000-000000000000"]])
def test_erasing_nothing_leaves_no_trace(storsjo: Town, ada: Client, ids: list[str]) -> None:
    before = AuditEvent.objects.count()
    assert ada.get(ERASE, {"h": ids}).status_code == 200
    assert ada.post(ERASE, {"h": ids, "reason": "Begäran"}).status_code in {302, 422}
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_who_may_not_erase_is_told_so(storsjo: Town, role: Role) -> None:
    storsjo.risk(comment=SECRET)
    client = signed_in(storsjo.user("x", role, storsjo.root))
    assert client.get(ERASE, {"h": chosen(storsjo)}).status_code == 403
    assert client.post(ERASE, {"h": chosen(storsjo), "reason": "Begäran"}).status_code == 403
    assert 'name="h"' not in (client.get(TRAIL).text if role is Role.AUDITOR else "")
    assert chosen(storsjo)


def test_another_municipalitys_events_cannot_be_erased_or_read_on_the_way(storsjo: Town, ada: Client) -> None:
    other = town("SOC", "Nordviks kommun")
    other.risk(comment=SECRET + " i Nordvik")
    ids = chosen(other, text="i Nordvik")
    assert "i Nordvik" not in ada.get(ERASE, {"h": ids}).text
    ada.post(ERASE, {"h": ids, "reason": "Min begäran"})
    assert chosen(other, text="i Nordvik") == ids


def test_time_is_local_also_in_the_filter(storsjo: Town, auditor: Client) -> None:
    """An event at 23:30 UTC in November happened the day after in Sweden."""
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    eva = storsjo.user("eva", Role.ADMINISTRATOR, storsjo.root)
    actions.rename_node(by=eva, node_id=storsjo.school.pk, version=1, name="Nya", code="", now=late)
    assert "2026-11-26 00:30" in auditor.get(f"{TRAIL}?fran=2026-11-26&till=2026-11-26").text
    assert timedelta(hours=1) == datetime(2026, 11, 26, 0, 30, tzinfo=UTC) - late
