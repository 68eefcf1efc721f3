"""The list of risks: what it shows, to whom, in which order, how it is narrowed, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town, town
from tests.web.listed import HTMX, groups, signed_in, titles, without_tokens, words

from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.editing import archive_risk, edit_risk, respond
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.response import Response

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def some_risks(storsjo: Town) -> None:
    storsjo.risk(
        "Fel i löneutbetalningar", process="Lön", category="Ekonomi", likelihood=4, impact=4, node=storsjo.school
    )
    storsjo.risk("Jäv vid upphandling", process="Inköp", category="Oegentligheter", likelihood=1, impact=3)
    storsjo.risk(
        "Allergiker får fel mat", process="Kost", category="Verksamhet", likelihood=2, impact=3, node=storsjo.kitchen
    )
    storsjo.risk("Brandskyddet brister", process="Kost", responsible="Rektor\nKökschef", deadline="Hösten 2026")


def test_the_list_begins_with_the_highest_score_and_ends_with_what_is_not_assessed(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    html = anna.get("/register/").text
    assert titles(html) == [
        "Fel i löneutbetalningar", "Allergiker får fel mat", "Jäv vid upphandling", "Brandskyddet brister",
    ]  # fmt: skip
    assert "4 risker" in words(html)
    assert "Ej bedömd" in words(html)


BY_TITLE = ["Allergiker får fel mat", "Brandskyddet brister", "Fel i löneutbetalningar", "Jäv vid upphandling"]
NARROWED = {
    "sort=title": BY_TITLE,
    "sort=title&reverse=1": BY_TITLE[::-1],
    "q=lön": ["Fel i löneutbetalningar"],
    "q=utbetalningen": ["Fel i löneutbetalningar"],
    "q=jäv+upphandlingar": ["Jäv vid upphandling"],
    "process=Kost": ["Allergiker får fel mat", "Brandskyddet brister"],
    "category=-": ["Brandskyddet brister"],
    "category=Ekonomi&process=Kost": [],
    "unscored=1": ["Brandskyddet brister"],
    "role=K%C3%B6kschef": ["Brandskyddet brister"],
    "likelihood=2&impact=3": ["Allergiker får fel mat"],
    "score=16": ["Fel i löneutbetalningar"],
    "axes=no": ["Brandskyddet brister"],
    "in_plan=yes": [],
    "archived=1": [],
}  # fmt: skip


def test_the_list_is_narrowed_and_ordered_by_its_address(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    for query, expected in NARROWED.items():
        assert titles(anna.get(f"/register/?year=2026&{query}").text) == expected, query


def test_a_unit_counts_with_everything_below_it(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    assert titles(anna.get(f"/register/?node={storsjo.school.pk}").text) == ["Fel i löneutbetalningar"]
    assert len(titles(anna.get(f"/register/?node={storsjo.administration.pk}").text)) == 2
    assert len(titles(anna.get(f"/register/?node={storsjo.board.pk}").text)) == 4


def test_level_response_plan_owner_and_archived_narrow_too(storsjo: Town, anna: Client) -> None:
    risk = storsjo.risk("Den viktiga", likelihood=4, impact=4)
    storsjo.risk("Den andra", likelihood=1, impact=1)
    respond(by=OPERATOR, risk_id=risk.pk, version=1, response=Response.REDUCE, reason="För stor.", now=NOW)
    owner = storsjo.coordinator()
    edit_risk(by=OPERATOR, risk_id=risk.pk, version=2, changes={"owner": owner.pk, "in_plan": True}, now=NOW)
    level = storsjo.year.method.definition["levels"][-1]["key"]
    for query in (f"level={level}", "response=reduce", "in_plan=yes", f"owner={owner.pk}"):
        assert titles(anna.get(f"/register/?{query}").text) == ["Den viktiga"], query
    assert titles(anna.get("/register/?response=-").text) == ["Den andra"]
    archive_risk(by=OPERATOR, risk_id=risk.pk, version=3, reason="Upphörd verksamhet", now=NOW)
    assert titles(anna.get("/register/").text) == ["Den andra"]
    assert titles(anna.get("/register/?archived=1").text) == ["Den viktiga"]


def test_a_misspelt_word_is_given_back_as_a_question(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    html = anna.get("/register/?q=upphandlig+jäv").text
    assert "Menade du ”upphandling jäv”?" in words(html)
    assert "q=upphandling+j%C3%A4v" in html


def test_what_is_suggested_is_never_a_word_from_risks_that_the_person_does_not_see(storsjo: Town) -> None:
    storsjo.risk("Legionella i duscharna", node=storsjo.kitchen)
    teacher = signed_in(storsjo.user("tore", Role.READER, storsjo.school))
    assert "Menade du" not in words(teacher.get("/register/?q=legionela").text)


def test_a_grouped_list_has_headings_with_counts(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    assert groups(anna.get("/register/?group=process").text) == [("Inköp", 1), ("Kost", 2), ("Lön", 1)]
    by_level = groups(anna.get("/register/?group=level").text)
    assert [count for _, count in by_level] == [1, 1, 1, 1]
    assert by_level[-1] == ("Utan risknivå", 1)


def test_the_chosen_columns_and_no_others_are_shown(storsjo: Town, anna: Client) -> None:
    storsjo.risk("Den enda", causes="Otydliga rutiner", responsible="Rektor")
    html = anna.get("/register/?columns=causes.title").text
    assert re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?\s*([^<\s]+)', html) == ["Risk", "Orsaker"]
    assert "Otydliga rutiner" in html
    assert "Rektor</div>" not in html


def test_every_column_can_be_shown_at_once(storsjo: Town, anna: Client) -> None:
    from riskbild.web.register.columns import Column

    risk = storsjo.risk("Den enda", likelihood=3, impact=2, measures="Ta fram en rutin\nUtbilda", deadline="2026-05-01")
    edit_risk(by=OPERATOR, risk_id=risk.pk, version=1, changes={"owner": storsjo.coordinator().pk}, now=NOW)
    text = words(anna.get(f"/register/?columns={'.'.join(Column)}").text)
    for expected in ("Den enda", "2/2", "2026-05-01", "2026-11-21", "Anna"):
        assert expected in text


def test_pages_follow_on_each_other_both_ways_and_leave_nothing_out(storsjo: Town, anna: Client) -> None:
    for number in range(60):
        storsjo.risk(f"Risk {number:02}", likelihood=1 + number % 4, impact=2)
    seen: list[str] = []
    address, pages = "/register/?size=25", []
    while address:
        html = anna.get(address).text
        pages.append(titles(html))
        seen += pages[-1]
        following = re.search(r'rel="next"\s+href="([^"]+)"', html)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 60
    assert [len(page) for page in pages] == [25, 25, 10]
    back = re.search(r'rel="prev"\s+href="([^"]+)"', html)
    assert back
    assert titles(anna.get(back[1].replace("&amp;", "&")).text) == pages[1]


def test_a_part_of_the_page_is_the_same_as_in_the_whole_page(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    address = "/register/?year=2026&q=fel&sort=title&group=process"
    whole = anna.get(address)
    part = anna.get(address, headers={**HTMX, "HX-Current-URL": "http://testserver/register/?year=2026"})
    assert without_tokens(part.text).strip() in without_tokens(whole.text)
    assert "<html" not in part.text
    assert part.headers["HX-Push-Url"] == address
    assert {"HX-Request", "HX-Request-Type"} <= {name.strip() for name in part.headers["Vary"].split(",")}


def test_another_year_asks_for_the_whole_page(storsjo: Town, anna: Client) -> None:
    from riskbild.register.actions.years import open_year

    open_year(by=OPERATOR, board_id=storsjo.board.pk, year=2025, method_id=storsjo.year.method_id, now=NOW)
    part = anna.get("/register/?year=2025", headers={**HTMX, "HX-Current-URL": "http://testserver/register/"})
    assert part.headers["HX-Redirect"] == "/register/?year=2025"


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_the_list_takes_at_most_eight_queries_however_many_rows(storsjo: Town) -> None:
    roles = (Role.COORDINATOR, Role.READER, Role.REPORTER, Role.AUDITOR)
    people = [storsjo.user(role.value, role) for role in roles]
    clients = [signed_in(person) for person in people]
    addresses = ("/register/", "/register/?q=risk&group=process&category=Ekonomi", "/register/?sort=title&size=100")

    def add(count: int) -> None:
        rows = [
            NewRisk(
                fields={"risk": f"Risk {number}", "category": "Ekonomi", "measures": "En\nTvå"},
                node_id=storsjo.school.pk,
                owner_id=people[2].pk,
            )
            for number in range(count)
        ]
        add_risks(by=OPERATOR, board_year_id=storsjo.year.pk, new=rows, now=NOW)

    def counted() -> list[int]:
        return [queries_of(client, address) for client in clients for address in addresses]

    add(5)
    counted()
    few = counted()
    add(55)
    many = counted()
    assert max(many) <= 8
    # The count is a query of its own once the page is not the whole list.
    assert all(more - less in {0, 1} for less, more in zip(few, many, strict=True))


def test_secret_fields_are_masked_for_who_may_not_read_them(storsjo: Town) -> None:
    risk = storsjo.risk("Hot mot namngiven handläggare", process="Myndighetsutövning", category="Personal")
    mark_secret(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1, field="risk", paragraph="18 kap. 13 §", reason="", now=NOW
    )
    reader = signed_in(storsjo.user("lars", Role.READER))
    for address in ("/register/", "/register/?group=process", "/register/?sort=title"):
        html = reader.get(address).text
        assert "namngiven" not in html
        assert "Sekretess (18 kap. 13 §)" in html
    assert titles(reader.get("/register/?q=namngiven").text) == []
    assert "namngiven" in signed_in(storsjo.coordinator()).get("/register/").text


def test_who_belongs_to_one_board_sees_nothing_of_another(storsjo: Town) -> None:
    lillsjo = town(code="LSN", name="Lillsjö kommun")
    lillsjo.risk("Den andras hemlighet", process="Den andras process", category="Den andras kategori")
    some_risks(storsjo)
    client = signed_in(storsjo.coordinator())
    for address in (
        "/register/",
        "/register/filter/",
        "/riskkarta/",
        "/register/riskregister.csv",
        "/register/?q=hemlighet",
    ):
        answer = client.get(address)
        assert "Den andras" not in (answer.text if not answer.streaming else b"".join(answer).decode())
    for query in (f"node={lillsjo.board.pk}", f"method={lillsjo.year.method_id}"):
        refused = client.get(f"/register/?{query}")
        assert refused.status_code == 400
        assert "Adressen går inte att läsa" in words(refused.text)


def test_a_unit_of_ones_own_municipality_that_one_may_not_read_is_as_good_as_none(storsjo: Town) -> None:
    teacher = signed_in(storsjo.user("tore", Role.READER, storsjo.school))
    unseen = teacher.get(f"/register/?node={storsjo.kitchen.pk}")
    unknown = teacher.get("/register/?node=0191f0a0-0000-7000-8000-000000000000")
    assert unseen.status_code == unknown.status_code == 400
    assert without_tokens(unseen.text).replace(str(storsjo.kitchen.pk), "x") == without_tokens(unknown.text).replace(
        "0191f0a0-0000-7000-8000-000000000000", "x"
    )


SENSELESS = (
    "sort=foo", "sort=score&sort=title", "group=0", "size=7", "size=99999999999", "year=abcd", "year=1850", "foo=1",
    "page=!!", "page=eyJ4Ijox", "page=AAAA", "node=1", "columns=title.secret", "q=" + "a" * 201, "q=%00",
    "q=%1b%5b31m", "process=%E2%80%AE", "process=" + "x" * 5000, "in_plan=maybe", "unscored=yes", "likelihood=-1",
    "likelihood=1e9", "owner='%20or%201=1", "level=%3Cscript%3E", "response=kill", "whole=2",
)  # fmt: skip


def test_an_address_that_makes_no_sense_is_refused_with_a_sentence(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    for query in SENSELESS:
        answer = anna.get(f"/register/?{query}")
        assert answer.status_code == 400, query
        assert re.search(r"Gå till registret och välj på nytt|Börja om från första sidan", words(answer.text)), query
        assert titles(answer.text) == []


def test_a_forged_cursor_is_refused_as_a_part_of_the_page_too(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    answer = anna.get("/register/?page=W10", headers=HTMX)
    assert answer.status_code == 400
    assert answer.headers["HX-Retarget"] == "#messages"


def test_only_reading_is_answered(storsjo: Town, anna: Client) -> None:
    assert anna.post("/register/").status_code == 405


def test_the_year_is_the_latest_open_one_unless_the_address_says_another(storsjo: Town, anna: Client) -> None:
    from riskbild.register.actions.years import close_year, open_year

    later = open_year(by=OPERATOR, board_id=storsjo.board.pk, year=2027, method_id=storsjo.year.method_id, now=NOW)
    assert "2027" in words(anna.get("/register/").text).split("risker", 1)[1][:40]
    close_year(by=OPERATOR, board_year_id=later.pk, version=1, now=NOW + timedelta(minutes=1))
    storsjo.risk("Årets risk")
    assert titles(anna.get("/register/").text) == ["Årets risk"]
    assert "Ändra valda" not in anna.get("/register/?year=2027").text


def test_who_has_no_year_to_look_at_is_told_so(storsjo: Town) -> None:
    nobody: User = storsjo.user("ny")
    html = signed_in(nobody).get("/register/").text
    assert "Här finns inget att visa än" in words(html)


def test_the_late_fields_of_the_filter_hold_what_the_register_holds(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    part = anna.get("/register/filter/?process=Kost", headers=HTMX)
    for expected in ("Oegentligheter", "Kökschef", "Anna", '<option value="Kost" selected>'):
        assert expected in part.text
    whole = anna.get("/register/filter/?process=Kost")
    assert without_tokens(part.text).strip() in without_tokens(whole.text)


def test_the_page_speaks_english_too(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    anna.post("/sprak/", {"language": "en", "next": "/"})
    html = anna.get("/register/?unscored=1&group=response&columns=title.response").text
    assert 'lang="en"' in html
    assert "Response" in html
