"""The start page: what the person must do now, the year's figures, the latest changes, the first steps."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import signed_in, titles, words

from riskbild.audit.models import AuditEvent
from riskbild.organisation import actions
from riskbild.organisation.models import Membership, Node, User
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import respond
from riskbild.register.actions.measures import MeasureTexts, add_measure, report_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import close_year
from riskbild.register.models import Measure, Risk
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response
from riskbild.web.start.views import current_year

pytestmark = pytest.mark.django_db
PASSED, TO_COME = "2020-05-31", "2099-05-31"


def measure(storsjo: Town, person: User, text: str = "Utbilda personalen", deadline: str = "", **cells: str) -> Measure:
    risk = storsjo.risk("Fel beslut om skolskjuts", node=storsjo.school, **cells)
    return add_measure(
        by=OPERATOR, risk_id=risk.pk, version=1, texts=MeasureTexts(text, "Rektor", deadline, person.pk), now=NOW
    )


def start(user: User) -> str:
    answer = signed_in(user).get("/")
    assert answer.status_code == 200
    return answer.text


def to_do(html: str) -> list[str]:
    return re.findall(r'id="measure-[0-9a-f-]{36}">([^<]+)</a>', html)


def figures(html: str) -> dict[str, int]:
    return {text: int(count) for text, count in re.findall(r'<li><a href="[^"]+">([^<]+)</a> <b>(\d+)</b></li>', html)}


def report(client: Client, one: Measure, progress: str, version: int | None = None) -> int:
    sent = {"version": version or one.version, "progress": progress}
    return client.post(f"/atgard/{one.pk}/rapportera/", sent).status_code


# --- What to do now


def test_ones_own_open_measures_are_listed_late_ones_first_and_those_without_a_date_last(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    for text, deadline in (("Ingen dag", "Löpande"), ("Snart", TO_COME), ("Försenad", PASSED)):
        measure(storsjo, rut, text, deadline)
    html = start(rut)
    assert to_do(html) == ["Försenad", "Snart", "Ingen dag"]
    assert f"Försenad sedan {PASSED}" in words(html)


def test_a_measure_with_no_deadline_of_its_own_has_its_risks(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    measure(storsjo, rut, "Utan egen tid", deadline="")
    Risk.objects.update(deadline=PASSED, due_on=date(2020, 5, 31))
    assert f"Försenad sedan {PASSED}" in words(start(rut))


def test_what_is_done_or_somebody_elses_or_in_a_closed_year_is_not_listed(storsjo: Town) -> None:
    rut, bo = (storsjo.user(name, Role.MANAGER, storsjo.school) for name in ("rut", "bo"))
    measure(storsjo, bo, "Bos")
    done = measure(storsjo, rut, "Gjord")
    report_measure(by=rut, measure_id=done.pk, version=1, progress=Progress.DONE, note="", now=NOW)
    assert "Du har inga egna åtgärder som väntar." in start(rut)
    measure(storsjo, rut, "Kvar")
    assert to_do(start(rut)) == ["Kvar"]
    close_year(by=OPERATOR, board_year_id=storsjo.year.pk, version=1, now=NOW)
    assert to_do(start(rut)) == []


def test_who_has_lost_the_role_no_longer_sees_the_measures_they_were_given(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    measure(storsjo, rut, "Hemlig för andra")
    membership = Membership.objects.get(user=rut)
    actions.end_role(by=OPERATOR, membership_id=membership.pk, version=1, on=NOW.date(), now=NOW)
    actions.give_role(by=OPERATOR, user_id=rut.pk, node_id=storsjo.kitchen.pk, role=Role.REPORTER, now=NOW)
    assert "Hemlig för andra" not in start(rut)


def test_one_press_reports_one_step_and_keeps_what_was_noted(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    one = measure(storsjo, rut)
    report_measure(by=rut, measure_id=one.pk, version=1, progress=Progress.NOT_STARTED, note="Bokat.", now=NOW)
    client = signed_in(rut)
    assert report(client, one, "ongoing", 2) == 302
    one.refresh_from_db()
    assert (one.progress, one.progress_note) == (Progress.ONGOING, "Bokat.")
    assert "Åtgärden är rapporterad: pågående." in words(client.get("/").text)
    assert report(client, one, "done", 3) == 302
    assert to_do(client.get("/").text) == []


def test_a_report_on_an_older_version_is_a_conflict_and_changes_nothing(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    one = measure(storsjo, rut)
    client = signed_in(rut)
    assert report(client, one, "ongoing") == 302
    answer = client.post(f"/atgard/{one.pk}/rapportera/", {"version": 1, "progress": "done"})
    assert answer.status_code == 409
    assert "Någon annan har ändrat" in answer.text
    assert Measure.objects.get(pk=one.pk).progress == Progress.ONGOING


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"version": "x", "progress": "done"},
        {"version": "1", "progress": "klar"},
        {"version": "9" * 5000, "progress": "done"},
    ],
    ids=str,
)
def test_a_report_that_cannot_be_read_is_refused_on_the_page_itself(storsjo: Town, sent: dict[str, str]) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    one = measure(storsjo, rut)
    before = AuditEvent.objects.count()
    answer = signed_in(rut).post(f"/atgard/{one.pk}/rapportera/", sent)
    assert (answer.status_code, AuditEvent.objects.count()) == (422, before)
    assert "Det gick inte att läsa vad du rapporterade." in answer.text


def test_what_is_not_ones_own_cannot_be_reported(storsjo: Town) -> None:
    one = measure(storsjo, storsjo.user("rut", Role.REPORTER, storsjo.school))
    bo, eva = storsjo.user("bo", Role.REPORTER, storsjo.school), storsjo.user("eva", Role.READER)
    stranger = town("SOC", "Nordviks kommun").coordinator()
    assert report(signed_in(bo), one, "done") == 404
    assert report(signed_in(eva), one, "done") == 403
    assert report(signed_in(stranger), one, "done") == 404
    assert Measure.objects.get(pk=one.pk).progress == Progress.NOT_STARTED


def test_risks_that_wait_are_listed_for_who_may_respond_there_highest_score_first(storsjo: Town) -> None:
    for text, node, likelihood in (
        ("Låg", storsjo.school, 1),
        ("Hög", storsjo.school, 4),
        ("Köket", storsjo.kitchen, 4),
    ):
        storsjo.risk(text, node=node, likelihood=likelihood, impact=4)
    answered = storsjo.risk("Besvarad", node=storsjo.school)
    rut = storsjo.user("rut", Role.MANAGER, storsjo.school)
    respond(by=rut, risk_id=answered.pk, version=1, response=Response.ACCEPT, reason="Liten.", now=NOW)
    waiting = start(rut).split("awaiting-heading", 1)[1].split("</section>", 1)[0]
    assert titles(waiting) == ["Hög", "Låg"]
    assert "väntar på ditt ställningstagande" not in start(storsjo.user("lars", Role.EDITOR))


# --- The year


def test_the_figures_lead_to_just_those_risks(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    storsjo.risk("Hel", likelihood=2, impact=2, measures="Utbilda.", deadline=TO_COME)
    storsjo.risk("Försenad", likelihood=2, impact=2, measures="Utbilda.", deadline=PASSED)
    storsjo.risk("Tom")
    client = signed_in(anna)
    html = client.get("/").text
    assert figures(html) == {
        "Risker": 3, "Ej bedömda": 1, "Utan ställningstagande": 3, "Utan åtgärd": 1, "Med försenad åtgärd": 1,
    }  # fmt: skip
    for text, count in figures(html).items():
        href = re.search(rf'<a href="([^"]+)">{text}</a> <b>', html)
        assert href is not None
        listed = titles(client.get(href[1].replace("&amp;", "&")).text)
        assert len(listed) == count, text


def test_a_measure_with_a_date_of_its_own_is_not_late_because_its_risk_is(storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.MANAGER, storsjo.school)
    measure(storsjo, rut, deadline=TO_COME)
    Risk.objects.update(due_on=date(2020, 5, 31))
    assert figures(start(rut))["Med försenad åtgärd"] == 0
    assert "Försenad" not in words(start(rut)).replace("Med försenad åtgärd", "")


def test_only_what_the_person_sees_is_counted(storsjo: Town) -> None:
    storsjo.risk("Skolans", node=storsjo.school)
    storsjo.risk("Kökets", node=storsjo.kitchen)
    html = start(storsjo.user("rut", Role.READER, storsjo.school))
    assert figures(html)["Risker"] == 1
    assert "Kökets" not in html


@pytest.mark.parametrize(
    ("years", "shown"), [([2024, 2025, 2026, 2027], 2026), ([2022], 2022), ([2030, 2031], 2031), ([], 2026)]
)
def test_the_year_shown_is_the_calendars_or_the_latest_before_it(years: list[int], shown: int) -> None:
    class Year:
        def __init__(self, year: int) -> None:
            self.year = year

    assert current_year([Year(year) for year in years], date(2026, 11, 21)) == shown  # type: ignore[misc]


def test_the_latest_changes_come_first(storsjo: Town) -> None:
    for text in ("Första", "Andra", "Tredje"):
        storsjo.risk(text)
    latest = start(storsjo.coordinator()).split("latest-heading", 1)[1]
    assert titles(latest) == ["Tredje", "Andra", "Första"]


def test_secret_texts_are_masked_for_who_may_not_read_them(storsjo: Town) -> None:
    secret = storsjo.risk("Larmet stängs av")
    mark_secret(by=OPERATOR, risk_id=secret.pk, version=1, field="risk", paragraph="18 kap. 8 §", reason="", now=NOW)
    html = start(storsjo.user("lars", Role.READER))
    assert "Larmet stängs av" not in html
    assert "Sekretess (18 kap. 8 §)" in words(html)
    assert "Larmet stängs av" in start(storsjo.coordinator())


# --- What it costs


@pytest.mark.parametrize("role", [None, *Role])
def test_the_page_costs_at_most_ten_queries_however_much_there_is(storsjo: Town, role: Role | None) -> None:
    person = storsjo.user("x", role)
    actions.give_role(by=OPERATOR, user_id=person.pk, node_id=storsjo.school.pk, role=Role.MANAGER, now=NOW)
    client, counts = signed_in(person), []
    for _ in range(2):
        for number in range(6):
            one = measure(storsjo, person, f"Åtgärd {number}", PASSED)
            mark_secret(
                by=OPERATOR, risk_id=one.risk_id, version=2, field="causes", paragraph="18 kap. 8 §", reason="", now=NOW
            )
            storsjo.risk(f"Risk {number}")
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


# --- An empty installation


@pytest.fixture
def empty() -> tuple[Node, User]:
    """A municipality with an administrator and nothing more, as `riskbild create-admin` leaves it."""
    root = actions.create_municipality(by=OPERATOR, name="Nordviks kommun", now=NOW)
    ada = actions.create_user(
        by=OPERATOR, municipality_id=root.municipality_id, username="ada", name="Ada", now=NOW,
        password="Regnbåge-över-Storsjö-27",
    )  # fmt: skip
    actions.give_role(by=OPERATOR, user_id=ada.pk, node_id=root.pk, role=Role.ADMINISTRATOR, now=NOW)
    return root, ada


def next_step(html: str) -> str:
    step = re.search(r'aria-current="step">\s*<h3>([^<]+?) <span', html)
    return step[1] if step else ""


def test_an_administrator_is_led_from_an_empty_installation_to_the_first_risk(empty: tuple[Node, User]) -> None:
    """Only what stands on the pages is followed: every step's button, and the forms it leads to."""
    ada = empty[1]
    client = signed_in(ada)

    def step() -> str:
        return next_step(client.get("/").text)

    def href() -> str:
        found = re.search(r'<p class="rb-actions"><a [^>]*href="([^"]+)"', client.get("/").text)
        assert found is not None
        return found[1]

    def sent(address: str, **fields: object) -> None:
        page = client.get(address)
        key = re.search(r'name="key" value="([^"]+)"', page.text)
        answer = client.post(address, {**fields, **({"key": key[1]} if key else {})})
        assert answer.status_code == 302, words(answer.text)

    def option(address: str, text: str) -> str:
        found = re.search(rf'<option value="([0-9a-f-]{{36}})"[^>]*>\s*{text}', client.get(address).text)
        assert found is not None
        return found[1]

    assert step() == "Lägg upp nämnden"
    sent(href(), kind="board", name="Kulturnämnden", code="KN", on="")
    assert step() == "Lägg upp förvaltning och enheter"
    sent(href(), kind="unit", name="Biblioteket", code="", on="")
    assert step() == "Utse en samordnare"
    address = f"/anvandare/{ada.pk}/roll/"
    sent(address, role="coordinator", node=option(address, "\u2003Kulturnämnden"), on="", until="")
    assert step() == "Välj bedömningsmodell"
    editor = client.get(f"{href()}?fran=4x4").text
    fields = dict(re.findall(r'<(?:input|select)[^>]*name="([^"]+)" value="([^"]*)"', editor))
    texts = dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n([^<]*)</textarea>', editor))
    colours = re.findall(r'name="(level-\d-colour)".*?<option value="(\w+)" selected', editor, re.DOTALL)
    method = fields | texts | dict(colours) | {"threshold": "free_choice", "do": "save"}
    sent(href(), **{name: value for name, value in method.items() if name != "csrfmiddlewaretoken"})
    assert step() == "Öppna året"
    year = href()
    sent(year, board=option(year, "Kulturnämnden"), year="2026", method=option(year, "Fyra gånger fyra, version 1"))
    assert step() == "Lägg till den första risken"
    assert client.get(href()).status_code == 200


def test_the_steps_are_gone_with_the_first_risk(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    assert next_step(start(anna)) == "Lägg till den första risken"
    storsjo.risk()
    assert "Kom i gång" not in start(anna)


def test_who_cannot_take_the_next_step_is_told_why(storsjo: Town) -> None:
    ada = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    storsjo.coordinator()
    told = words(start(ada))
    assert "Lägg till den första risken Nästa steg" in told
    assert "Du har inte behörighet att ändra risker." in told


def test_who_only_reads_is_not_asked_to_build_anything(storsjo: Town) -> None:
    html = start(storsjo.user("lars", Role.READER))
    assert "Kom i gång" not in html
    assert "Inga risker 2026 ännu." in words(html)


def test_who_only_reports_is_not_told_that_there_are_no_risks(storsjo: Town) -> None:
    storsjo.risk()
    told = words(start(storsjo.user("rut", Role.REPORTER)))
    assert "Inga risker 2026" not in told
    assert "Läget 2026" not in told


def test_who_has_no_role_is_told_how_to_get_one(storsjo: Town) -> None:
    told = words(start(storsjo.user("ny")))
    assert "Du har ingen roll ännu" in told
    assert "Den som administrerar användare" in told


def test_a_year_of_made_up_data_says_so(storsjo: Town) -> None:
    storsjo.year.sample = True
    storsjo.year.save()
    assert "Exempeldata." in words(start(storsjo.coordinator()))


def test_the_page_speaks_english_to_who_has_chosen_it(storsjo: Town) -> None:
    client = signed_in(storsjo.coordinator())
    client.post("/sprak/", {"language": "en", "next": "/"})
    answer = client.get("/")
    assert 'lang="en"' in answer.text
    assert answer.headers["Content-Language"] == "en"
