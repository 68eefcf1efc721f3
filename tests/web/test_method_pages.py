"""The pages of assessment methods and years: read, written in versions, opened, closed, given another method."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people import NOW, OPERATOR, Town, town
from tests.web.filled_form import filled
from tests.web.listed import HTMX, signed_in, words

from riskbild.audit.models import AuditEvent
from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Role
from riskbild.register.actions.methods import revise_method
from riskbild.register.models import BoardYear, MethodVersion, Risk
from riskbild.rules.standard_methods import FIVE_BY_FIVE, FOUR_BY_FOUR, STANDARD_METHODS, STANDARD_NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def first(storsjo: Town) -> MethodVersion:
    return MethodVersion.objects.get(pk=storsjo.year.method_id)


def editor(storsjo: Town) -> str:
    return f"/metod/{first(storsjo).pk}/andra/"


def sent(client: Client, where: str, **fields: str) -> tuple[int, str]:
    """The editor's form sent as it stands, with some fields changed; `do` is the button."""
    answer = client.post(where, filled(client.get(where).text) | {"do": "save"} | fields)
    return answer.status_code, answer.text


def errors(html: str) -> set[str]:
    return set(re.findall(r'id="id_([\w-]+)-error"', html))


def version_of(client: Client, where: str) -> str:
    found = re.search(r'name="version"\s+value="([^"]+)"', client.get(where).text)
    assert found is not None
    return found[1]


# --- Reading


def test_a_method_is_read_with_its_criteria_matrix_levels_and_threshold(storsjo: Town, anna: Client) -> None:
    html = anna.get(f"/metod/{first(storsjo).pk}/").text
    told = words(html)
    assert "Händer regelbundet eller väntas hända. En gång om året eller oftare." in told
    assert "Kritisk från riskvärde 16" in told
    assert "Risker på nivån Hög eller högre ska till internkontrollplanen." in told
    assert "Barn- och utbildningsnämnden 2026" in told
    assert len(re.findall(r'<td class="rb-level-cell', html)) == 16


@pytest.mark.parametrize("role", list(Role))
def test_everybody_with_a_role_reads_the_method_and_who_manages_it_changes_it(storsjo: Town, role: Role) -> None:
    client = signed_in(storsjo.user("x", role))
    assert client.get("/metod/").status_code == 200
    html = client.get(f"/metod/{first(storsjo).pk}/").text
    manages = role in {Role.COORDINATOR, Role.ADMINISTRATOR}
    assert (editor(storsjo) in html) is manages
    assert ("Du har inte behörighet att ändra bedömningsmodellen." in html) is not manages
    assert client.get(editor(storsjo)).status_code == (200 if manages else 403)


def test_who_has_no_role_reads_nothing(storsjo: Town) -> None:
    client = signed_in(storsjo.user("ny"))
    assert client.get("/metod/").status_code == 403
    assert client.get(f"/metod/{first(storsjo).pk}/").status_code == 404


def test_another_municipalitys_method_and_years_are_not_there(storsjo: Town) -> None:
    stranger = signed_in(town("SOC", "Nordviks kommun").coordinator())
    for where in (f"/metod/{first(storsjo).pk}/", editor(storsjo), f"/metod/ar/{storsjo.year.pk}/stang/"):
        assert stranger.get(where).status_code == 404
        assert stranger.post(where, {"version": "1."}).status_code in {404, 405}


def test_the_pages_cost_the_same_however_many_versions_and_years_there_are(storsjo: Town, anna: Client) -> None:
    counts = []
    for number in (1, 12):
        for _ in range(number):
            latest = MethodVersion.objects.order_by("-number").first()
            assert latest is not None
            revise_method(
                by=OPERATOR, node_id=storsjo.board.pk, method_id=latest.pk, after_number=latest.number,
                method=FIVE_BY_FIVE, now=NOW,
            )  # fmt: skip
        for where in ("/metod/", f"/metod/{first(storsjo).pk}/", editor(storsjo)):
            anna.get(where)
            with CaptureQueriesContext(connection) as queries:
                anna.get(where)
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 8


# --- Writing a method


def test_a_new_version_is_a_new_row_and_the_year_keeps_its_own(storsjo: Town, anna: Client) -> None:
    storsjo.risk(likelihood=3, impact=3)
    status, _ = sent(
        anna, editor(storsjo), **{"name": "Vår modell", "level-2-start": "10", "likelihood-0-word": "Aldrig"}
    )
    assert status == 302
    old, new = MethodVersion.objects.order_by("number")
    assert (new.series, new.number, new.name) == (old.series, 2, "Vår modell")
    assert (old.name, old.definition) == ("Fyra gånger fyra", FOUR_BY_FOUR.to_data())
    assert BoardYear.objects.get().method_id == old.pk
    assert Risk.objects.get().level == "high"


def test_what_the_profile_says_of_the_municipalitys_form_follows_to_the_next_version(
    storsjo: Town, anna: Client
) -> None:
    before = first(storsjo)
    before.profile |= {"columns": [{"field": "risk", "title": "Oönskad händelse"}]}
    before.save()
    assert sent(anna, editor(storsjo), name="Ny")[0] == 302
    new = MethodVersion.objects.get(number=2)
    assert new.profile["columns"][0]["title"] == "Oönskad händelse"
    assert new.profile["method"]["name"] == "Ny"


def test_a_new_method_is_begun_from_a_standard_one(storsjo: Town, anna: Client) -> None:
    starts = re.findall(r'\?fran=([\w-]+)"', anna.get("/metod/ny/").text)
    assert starts == ["4x4", "3x3", "5x5", "score-only", "unscored"] or set(starts) == {
        "3x3", "4x4", "5x5", "score-only", "unscored",
    }  # fmt: skip
    fields = filled(anna.get("/metod/ny/?fran=5x5").text)
    assert anna.post("/metod/ny/", fields | {"do": "save", "name": "Fem steg"}).status_code == 302
    made = MethodVersion.objects.get(name="Fem steg")
    assert (made.number, len(made.definition["likelihood"])) == (1, 5)


def test_the_standard_methods_are_named_in_the_language_of_the_page(anna: Client) -> None:
    assert "Börja från Riskvärde utan skalor" in words(anna.get("/metod/ny/").text)
    anna.post("/sprak/", {"language": "en", "next": "/"})
    told = words(anna.get("/metod/ny/").text)
    assert all(STANDARD_NAMES[key].en in told for key in STANDARD_METHODS)
    assert not any(method.name in told for method in STANDARD_METHODS.values())


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(storsjo: Town, anna: Client) -> None:
    before = AuditEvent.objects.count()
    typed = {
        "name": "", "likelihood-1-value": "två", "likelihood-1-word": "Ord", "level-0-symbol": "",
        "impact-0-criteria": "Ny", "threshold": "score_at_least", "threshold-score": "nio", "square-2-3-score": "7",
    }  # fmt: skip
    status, html = sent(anna, editor(storsjo), **typed)
    assert (status, AuditEvent.objects.count()) == (422, before)
    assert errors(html) == {"name", "likelihood-1-value", "level-0-symbol", "threshold-score"}
    kept = filled(html)
    assert {name: kept[name] for name in typed if name != "threshold"} == {
        name: text for name, text in typed.items() if name != "threshold"
    }
    assert 'value="score_at_least" checked' in re.sub(r"\s+", " ", html)


def test_rows_are_added_and_taken_away_without_script_and_nothing_is_saved(storsjo: Town, anna: Client) -> None:
    status, html = sent(anna, editor(storsjo), do="add-likelihood", name="Min")
    assert status == 200
    kept = filled(html)
    assert (kept["name"], kept["likelihood-4-value"]) == ("Min", "5")
    assert errors(html) == set()
    answer = anna.post(editor(storsjo), kept | {"do": "remove-impact-0", "likelihood-4-word": "Ständigt"})
    kept = filled(answer.text)
    assert (kept["likelihood-4-word"], kept["impact-0-word"]) == ("Ständigt", "Lindrig")
    assert MethodVersion.objects.count() == 1


def test_the_matrix_is_drawn_again_from_what_is_typed_as_the_whole_page_would_draw_it(
    storsjo: Town, anna: Client
) -> None:
    typed = {"level-1-start": "6", "square-1-1-score": "16", "do": ""}
    fields = filled(anna.get(editor(storsjo)).text) | typed
    part = anna.post(editor(storsjo), fields, headers=HTMX).text
    whole = anna.post(editor(storsjo), fields).text
    assert re.match(r'\s*<fieldset class="rb-fieldset" id="matrix">', part)
    assert "16 ■ Kritisk" in words(part)
    assert words(part) in words(whole)
    assert MethodVersion.objects.count() == 1


def test_while_a_scale_is_at_fault_the_matrix_waits_and_the_squares_are_kept(storsjo: Town, anna: Client) -> None:
    status, html = sent(anna, editor(storsjo), **{"square-4-4-score": "20"}, do="check")
    assert status == 200
    answer = anna.post(editor(storsjo), filled(html) | {"likelihood-0-value": "", "do": "check"})
    assert "Matrisen visas när båda skalorna är rätt ifyllda." in answer.text
    assert filled(answer.text)["square-4-4-score"] == "20"


def test_two_who_write_at_once_see_what_differs_and_the_second_saves_on_top(storsjo: Town, anna: Client) -> None:
    opened = filled(anna.get(editor(storsjo)).text)
    sent(signed_in(storsjo.user("eva", Role.COORDINATOR)), editor(storsjo), name="Evas modell")
    answer = anna.post(editor(storsjo), opened | {"do": "save", "name": "Annas modell"})
    assert answer.status_code == 409
    assert "Namn Evas modell Annas modell" in words(answer.text)
    assert MethodVersion.objects.count() == 2
    assert anna.post(editor(storsjo), filled(answer.text) | {"do": "save"}).status_code == 302
    assert [one.name for one in MethodVersion.objects.order_by("number")] == [
        "Fyra gånger fyra", "Evas modell", "Annas modell",
    ]  # fmt: skip


def test_a_form_sent_twice_saves_one_version(storsjo: Town, anna: Client) -> None:
    fields = filled(anna.get(editor(storsjo)).text) | {"do": "save", "name": "Ny"}
    assert [anna.post(editor(storsjo), fields).status_code for _ in range(2)] == [302, 409]
    assert MethodVersion.objects.count() == 2


def test_an_older_version_can_be_begun_from_again(storsjo: Town, anna: Client) -> None:
    sent(anna, editor(storsjo), name="Andra")
    assert sent(anna, editor(storsjo), name="Tredje")[0] == 302
    assert [one.number for one in MethodVersion.objects.order_by("number")] == [1, 2, 3]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{ 7*7 }}"])
def test_markup_in_any_text_is_shown_as_text(storsjo: Town, anna: Client, text: str) -> None:
    fields = {
        "name": text,
        "likelihood-0-word": text,
        "impact-0-criteria": text,
        "level-0-word": text,
        "level-0-symbol": "<b>",
    }
    assert sent(anna, editor(storsjo), **fields)[0] == 302
    for where in ("/metod/", f"/metod/{MethodVersion.objects.get(number=2).pk}/", editor(storsjo)):
        html = anna.get(where).text
        assert "<script>alert" not in html
        assert "<svg onload" not in html
        assert "<b></b>" not in html


# --- Years


def test_a_year_is_opened_with_a_version_of_a_method(storsjo: Town, anna: Client) -> None:
    fields = {"board": str(storsjo.board.pk), "year": "2027", "method": str(first(storsjo).pk)}
    assert anna.post("/metod/ar/oppna/", fields).status_code == 302
    assert BoardYear.objects.filter(year=2027, method=first(storsjo)).count() == 1
    again = anna.post("/metod/ar/oppna/", fields)
    assert (again.status_code, errors(again.text)) == (422, {"year"})


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"board": ""}, {"board"}),
        ({"board": "x"}, {"board"}),
        ({"year": ""}, {"year"}),
        ({"year": "i fjol"}, {"year"}),
        ({"year": "20260"}, {"year"}),
        ({"year": "9" * 5000}, {"year"}),
        ({"method": ""}, {"method"}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_year_that_cannot_be_opened_is_told_at_its_field(
    storsjo: Town, anna: Client, fields: dict[str, str], wrong: set[str]
) -> None:
    asked = {"board": str(storsjo.board.pk), "year": "2027", "method": str(first(storsjo).pk)} | fields
    answer = anna.post("/metod/ar/oppna/", asked)
    assert (answer.status_code, errors(answer.text), BoardYear.objects.count()) == (422, wrong, 1)


def test_a_year_is_closed_and_opened_again_after_a_question(storsjo: Town, anna: Client) -> None:
    close, reopen = (f"/metod/ar/{storsjo.year.pk}/{page}/" for page in ("stang", "ateroppna"))
    assert "Stäng 2026?" in anna.get(close).text
    assert not BoardYear.objects.get().closed
    assert anna.post(close, {"version": version_of(anna, close)}).status_code == 302
    assert BoardYear.objects.get().closed
    assert anna.post(close, {"version": version_of(anna, close)}).status_code == 422
    assert anna.post(reopen, {"version": version_of(anna, reopen)}).status_code == 302
    assert not BoardYear.objects.get().closed


def test_a_year_gets_another_version_and_its_levels_are_looked_up_anew(storsjo: Town, anna: Client) -> None:
    storsjo.risk(likelihood=3, impact=3)
    sent(anna, editor(storsjo), **{"level-2-start": "10"})
    where = f"/metod/ar/{storsjo.year.pk}/modell/"
    new = MethodVersion.objects.get(number=2)
    assert anna.post(where, {"version": version_of(anna, where), "method": str(new.pk)}).status_code == 302
    assert (BoardYear.objects.get().method_id, Risk.objects.get().level, Risk.objects.get().score) == (
        new.pk,
        "medium",
        9,
    )


def test_a_year_that_somebody_else_has_changed_is_not_changed_over_them(storsjo: Town, anna: Client) -> None:
    where = f"/metod/ar/{storsjo.year.pk}/stang/"
    opened = version_of(anna, where)
    BoardYear.objects.update(version=2)
    answer = anna.post(where, {"version": opened})
    assert (answer.status_code, BoardYear.objects.get().closed) == (409, False)
    assert anna.post(where, {"version": version_of(anna, where)}).status_code == 302


def test_a_coordinator_manages_the_years_of_the_own_board_alone(storsjo: Town) -> None:
    other = actions.create_node(
        by=OPERATOR, parent_id=storsjo.root.pk, kind=NodeKind.BOARD, name="Socialnämnden", code="SN", now=NOW
    )
    eva = signed_in(storsjo.user("eva", Role.COORDINATOR, other))
    assert str(storsjo.board.pk) not in eva.get("/metod/ar/oppna/").text
    assert eva.get(f"/metod/ar/{storsjo.year.pk}/stang/").status_code == 404
    reader = signed_in(storsjo.user("lars", Role.READER))
    assert reader.get(f"/metod/ar/{storsjo.year.pk}/stang/").status_code == 403
    assert reader.get("/metod/ar/oppna/").status_code == 403
