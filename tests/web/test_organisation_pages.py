"""The organisation's pages: the tree on any day, a part's page, and every change with its errors at the field."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.audit.models import AuditEvent
from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node, Placement
from riskbild.organisation.roles import Role

pytestmark = pytest.mark.django_db
LATER = date(2099, 1, 1)


@pytest.fixture
def ada(storsjo: Town) -> Client:
    return signed_in(storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root))


def address(node: Node, page: str = "") -> str:
    return f"/organisation/{node.pk}/{page}"


def hidden(client: Client, where: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', client.get(where).text)
    assert found is not None
    return found[1]


def add(client: Client, parent: Node, **fields: str) -> tuple[int, str]:
    where = address(parent, "ny/")
    answer = client.post(where, {"kind": "unit", "name": "Elevhälsan", "key": hidden(client, where, "key")} | fields)
    return answer.status_code, answer.text


def changed(client: Client, node: Node, page: str, **fields: str) -> tuple[int, str]:
    where = address(node, page)
    answer = client.post(where, {"version": hidden(client, where, "version")} | fields)
    return answer.status_code, answer.text


def errors(html: str) -> list[tuple[str, str]]:
    """What the summary says, with the field that each line leads to."""
    summary = re.search(r'<div class="rb-errors".*?</div>', html, re.DOTALL)
    found = re.findall(r'<li>(?:<a href="#id_(\w+)">)?([^<]+)', summary[0]) if summary else []
    assert all(not where or f'id="id_{where}"' in html for where, _ in found), "a line leads nowhere"
    return [(where, told.partition(": ")[2] if where else told) for where, told in found]


# --- Reading


def test_the_tree_shows_every_part_with_its_kind_and_code(storsjo: Town, ada: Client) -> None:
    told = words(ada.get("/organisation/").text)
    assert "Barn- och utbildningsnämnden BUN Nämnd eller styrelse" in told
    assert "Storskolan Enhet" in told


def test_the_tree_of_another_day_shows_what_stood_then(storsjo: Town, ada: Client) -> None:
    actions.close_node(by=OPERATOR, node_id=storsjo.kitchen.pk, version=1, on=LATER, now=NOW)
    actions.create_node(
        by=OPERATOR, parent_id=storsjo.administration.pk, kind=NodeKind.UNIT, name="Framtidsskolan", on=LATER, now=NOW
    )
    today, then = (words(ada.get(f"/organisation/{query}").text) for query in ("", "?datum=2099-01-01"))
    assert "Köksenheten Enhet Avslutad" not in today
    assert "Köksenheten Enhet Avslutad" in then
    assert "Framtidsskolan" not in today
    assert "Framtidsskolan" in then
    assert "Så ser organisationen ut 2099-01-01, med det som är planerat nu." in then


def test_a_day_before_there_was_anything_is_no_error(ada: Client) -> None:
    answer = ada.get("/organisation/?datum=1800-01-01")
    assert answer.status_code == 200
    assert "Ingen organisation den dagen" in answer.text


@pytest.mark.parametrize("day", ["igår", "2026-13-01", "20260101", "0000-00-00", "9" * 500])
def test_a_day_that_cannot_be_read_is_told_at_the_field_and_the_tree_is_shown(ada: Client, day: str) -> None:
    answer = ada.get("/organisation/", {"datum": day})
    assert answer.status_code == 422
    assert "Skriv datumet så här: 2026-01-31." in answer.text
    assert "Storskolan" in answer.text


def test_a_parts_page_tells_where_it_has_stood_and_who_has_a_role_there(storsjo: Town, ada: Client) -> None:
    storsjo.user("rut", Role.MANAGER, storsjo.school)
    division = actions.create_node(
        by=OPERATOR, parent_id=storsjo.administration.pk, kind=NodeKind.DIVISION, name="Grundskola", now=NOW
    )
    actions.move_node(
        by=OPERATOR, node_id=storsjo.school.pk, version=1, parent_id=division.pk, on=date(2024, 8, 1), now=NOW
    )
    told = words(ada.get(address(storsjo.school)).text)
    assert "Grundskola från 2024-08-01" in told
    assert "Utbildningsförvaltningen från början till 2024-08-01" in told
    assert "Rut Chef Här från 2026-11-21" in told
    assert "Ada Administratör Storsjö kommun" in told


def test_who_has_roles_is_shown_only_to_those_who_see_users(storsjo: Town) -> None:
    storsjo.user("rut", Role.MANAGER, storsjo.school)
    told = words(signed_in(storsjo.coordinator()).get(address(storsjo.school)).text)
    assert "Roller här" not in told
    assert "Rut" not in told


def test_buttons_stand_where_they_can_be_used_and_the_reason_where_they_cannot(storsjo: Town) -> None:
    html = signed_in(storsjo.user("eva", Role.ADMINISTRATOR)).get(address(storsjo.board)).text
    assert address(storsjo.board, "flytta/") in html
    above = signed_in(storsjo.users["eva"]).get(address(storsjo.root)).text
    assert address(storsjo.root, "andra/") not in above
    assert "Du har inte behörighet att ändra organisationen här." in above
    assert "Ändra" not in words(signed_in(storsjo.coordinator()).get(address(storsjo.board)).text).split("Plats")[0]


def test_the_pages_cost_the_same_however_large_the_tree_is(storsjo: Town, ada: Client) -> None:
    counts = []
    for number in (1, 30):
        for _ in range(number):
            actions.create_node(
                by=OPERATOR, parent_id=storsjo.administration.pk, kind=NodeKind.UNIT, name="Enhet", now=NOW
            )
        for where in ("/organisation/", address(storsjo.administration)):
            ada.get(where)
            with CaptureQueriesContext(connection) as queries:
                ada.get(where)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 7


# --- Changing


def test_a_part_is_added_where_the_page_said(storsjo: Town, ada: Client) -> None:
    assert add(ada, storsjo.administration)[0] == 302
    node = Node.objects.get(name="Elevhälsan")
    assert Placement.objects.get(node=node).parent_id == storsjo.administration.pk
    assert "Elevhälsan är upplagd." in words(ada.get(address(storsjo.administration)).text)


def test_only_kinds_that_can_stand_there_are_offered(storsjo: Town, ada: Client) -> None:
    offered = re.findall(r'name="kind"[^>]*? value="(\w+)"', ada.get(address(storsjo.root, "ny/")).text)
    assert offered == ["board", "company", "federation", "private_provider"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, [("name", "Ange ett namn.")]),
        ({"name": "  "}, [("name", "Ange ett namn.")]),
        ({"name": "A" * 201}, [("name", "Högst 200 tecken; det här är 201.")]),
        ({"kind": "board"}, [("kind", "Välj i listan.")]),
        ({"kind": ""}, [("kind", "Välj i listan.")]),
        ({"code": "BUN"}, [("code", "Koden BUN används redan.")]),
        ({"on": "i dag"}, [("on", "Skriv datumet så här: 2026-01-31.")]),
        ({"code": "A B"}, [("code", "Koden får bara innehålla bokstäver, siffror, bindestreck och understreck.")]),
        ({"key": "x"}, [("", "Formuläret är ofullständigt. Ladda om sidan och försök igen.")]),
        ({"extra": "x"}, [("", "Formuläret har inget fält som heter extra.")]),
        ({"name": "", "on": "x"}, [("name", "Ange ett namn."), ("on", "Skriv datumet så här: 2026-01-31.")]),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    storsjo: Town, ada: Client, fields: dict[str, str], wrong: list[tuple[str, str]]
) -> None:
    before = AuditEvent.objects.count()
    typed = {"name": "Elevhälsan", "kind": "unit", "code": "EH", "on": "2026-01-01"} | fields
    status, html = add(ada, storsjo.administration, **typed)
    assert (status, sorted(errors(html)), AuditEvent.objects.count()) == (422, sorted(wrong), before)
    kept = filled(html)
    assert {name: kept.get(name) for name in ("name", "code", "on")} == {
        name: typed[name] for name in ("name", "code", "on")
    }


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "'; DROP TABLE--"]
)
def test_markup_in_a_name_is_shown_as_text_everywhere(storsjo: Town, ada: Client, text: str) -> None:
    assert add(ada, storsjo.administration, name=text)[0] == 302
    for where in ("/organisation/", address(storsjo.administration), "/granskningsspar/"):
        html = ada.get(where).text
        assert text in words(html)
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_ten_million_signs_and_control_characters_are_refused_and_nothing_is_written(
    storsjo: Town, ada: Client
) -> None:
    before = AuditEvent.objects.count()
    assert add(ada, storsjo.administration, name="Skol\x00an")[0] == 422
    assert add(ada, storsjo.administration, name="x" * 10_000_000)[0] == 400
    assert AuditEvent.objects.count() == before


def test_a_form_sent_twice_adds_one_part(storsjo: Town, ada: Client) -> None:
    where = address(storsjo.administration, "ny/")
    sent = {"kind": "unit", "name": "Elevhälsan", "key": hidden(ada, where, "key")}
    assert [ada.post(where, sent).status_code for _ in range(2)] == [302, 422]
    assert Node.objects.filter(name="Elevhälsan").count() == 1


def test_a_key_made_for_somebody_else_is_worth_nothing(storsjo: Town, ada: Client) -> None:
    eva = signed_in(storsjo.user("eva", Role.ADMINISTRATOR, storsjo.root))
    where = address(storsjo.administration, "ny/")
    assert ada.post(where, {"kind": "unit", "name": "A", "key": hidden(eva, where, "key")}).status_code == 422


def test_a_part_is_renamed_moved_closed_and_opened_again(storsjo: Town, ada: Client) -> None:
    kitchen = storsjo.kitchen
    assert changed(ada, kitchen, "andra/", name="Måltidsenheten", code="MÅL")[0] == 302
    assert changed(ada, kitchen, "flytta/", parent=str(storsjo.board.pk), on="2026-12-01")[0] == 302
    assert changed(ada, kitchen, "avsluta/", on="2027-01-01")[0] == 302
    kitchen.refresh_from_db()
    assert (kitchen.name, kitchen.code, kitchen.closed_on) == ("Måltidsenheten", "MÅL", date(2027, 1, 1))
    assert "Avslutas 2027-01-01." in words(ada.get(address(kitchen)).text)
    version = hidden(ada, address(kitchen), "version")
    assert ada.post(address(kitchen, "ateroppna/"), {"version": version}).status_code == 302
    kitchen.refresh_from_db()
    assert kitchen.closed_on is None


def test_a_part_can_be_moved_only_to_where_it_may_stand(storsjo: Town, ada: Client) -> None:
    offered = re.findall(r'<option value="([0-9a-f-]{36})"', ada.get(address(storsjo.administration, "flytta/")).text)
    assert offered == [str(storsjo.board.pk)]
    status, html = changed(ada, storsjo.administration, "flytta/", parent=str(storsjo.school.pk), on="2026-12-01")
    assert (status, errors(html)) == (422, [("parent", "Välj i listan.")])


def test_a_refusal_of_the_rules_stands_at_its_field(storsjo: Town, ada: Client) -> None:
    status, html = changed(ada, storsjo.kitchen, "flytta/", parent=str(storsjo.administration.pk), on="2026-12-01")
    assert (status, errors(html)) == (422, [("parent", "Delen ligger redan där.")])
    status, html = changed(ada, storsjo.administration, "avsluta/", on="2027-01-01")
    assert (status, errors(html)) == (422, [("", "Avsluta först det som ligger under.")])


def test_two_who_rename_at_once_see_both_texts_and_nothing_is_lost(storsjo: Town, ada: Client) -> None:
    where = address(storsjo.kitchen, "andra/")
    opened = hidden(ada, where, "version")
    eva = storsjo.user("eva", Role.ADMINISTRATOR, storsjo.root)
    actions.rename_node(by=eva, node_id=storsjo.kitchen.pk, version=1, name="Evas kök", code="", now=NOW)
    answer = ada.post(where, {"version": opened, "name": "Adas kök", "code": "KÖK"})
    assert answer.status_code == 409
    told = words(answer.text)
    assert "Sparat av Eva" in told
    assert "Evas kök" in told
    assert "Adas kök" in told
    assert Node.objects.get(pk=storsjo.kitchen.pk).name == "Evas kök"
    kept = filled(answer.text) | {"keep-name": "theirs", "keep-code": "mine"}
    assert ada.post(where, kept).status_code == 302
    node = Node.objects.get(pk=storsjo.kitchen.pk)
    assert (node.name, node.code) == ("Evas kök", "KÖK")


@pytest.mark.parametrize(
    ("page", "fields"), [("flytta/", {"on": "2026-12-01"}), ("avsluta/", {"on": "2027-01-01"}), ("ateroppna/", {})]
)
def test_a_change_of_an_older_version_comes_back_with_what_was_typed(
    storsjo: Town, ada: Client, page: str, fields: dict[str, str]
) -> None:
    if page == "flytta/":
        fields = {**fields, "parent": str(storsjo.board.pk)}
    opened = hidden(ada, address(storsjo.kitchen, "flytta/"), "version")
    actions.rename_node(by=OPERATOR, node_id=storsjo.kitchen.pk, version=1, name="Nya köket", code="", now=NOW)
    answer = ada.post(address(storsjo.kitchen, page), {"version": opened, **fields})
    assert answer.status_code == 409
    assert "Någon annan har ändrat uppgiften" in answer.text
    assert Node.objects.get(pk=storsjo.kitchen.pk).version == 2
    if "on" in fields:
        assert f'value="{fields["on"]}"' in answer.text
        again = changed_again(ada, answer.text, address(storsjo.kitchen, page), fields)
        assert again == 302


def changed_again(client: Client, html: str, where: str, fields: dict[str, str]) -> int:
    version = re.search(r'name="version" value="([^"]+)"', html)
    assert version is not None
    return client.post(where, {"version": version[1], **fields}).status_code


@pytest.mark.parametrize("page", ["ny/", "andra/", "flytta/", "avsluta/", "ateroppna/"])
def test_who_may_not_is_told_so_and_nothing_changes(storsjo: Town, page: str) -> None:
    client, before = signed_in(storsjo.coordinator()), AuditEvent.objects.count()
    sent = {
        "version": "1.",
        "name": "Min",
        "code": "",
        "kind": "unit",
        "on": "2027-01-01",
        "parent": str(storsjo.board.pk),
    }
    known = {"ny/": {"kind", "name", "code", "on"}, "andra/": {"version", "name", "code"}, "ateroppna/": {"version"}}
    fields = {name: value for name, value in sent.items() if name in known.get(page, {"version", "on", "parent"})}
    answer = client.post(address(storsjo.kitchen, page), fields)
    assert answer.status_code == 403
    assert "Du har inte behörighet att ändra organisationen här." in answer.text
    assert AuditEvent.objects.count() == before
