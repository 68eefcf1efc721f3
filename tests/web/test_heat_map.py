"""The heat map: the same numbers in the picture and in the table, and squares that lead to just their risks."""

import re
from html import unescape

import pytest
from django.test import Client
from tests.people import NOW, OPERATOR, Town
from tests.web.listed import HTMX, signed_in, titles, without_tokens, words

from riskbild.documents.profile import Profile
from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.method import Method, Scale, Step

pytestmark = pytest.mark.django_db
THREE_BY_FIVE = Method(
    name="Tre gånger fem",
    likelihood=Scale((Step(1, "Låg"), Step(2, "Medel"), Step(3, "Hög"))),
    impact=Scale(tuple(Step(value, f"Steg {value}") for value in (1, 2, 4, 8, 16))),
)
SCORES_ONLY = Method(name="Bara riskvärden")


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def scored(year: BoardYear, text: str, likelihood: int | None, impact: int | None, score: int | None) -> None:
    scores = [(AssessmentKind.INHERENT, AssessmentOrigin.PRINTED, Scored(likelihood, impact, score))]
    add_risk(by=OPERATOR, board_year_id=year.pk, new=NewRisk(fields={"risk": text}, scores=scores), now=NOW)


def other_board(storsjo: Town, method: Method) -> BoardYear:
    """A second board of the municipality that works with another method in the same year."""
    board = actions.create_node(
        by=OPERATOR, parent_id=storsjo.root.pk, kind=NodeKind.BOARD, name="Miljönämnden", code="MN", now=NOW
    )
    made = make_method(by=OPERATOR, node_id=board.pk, profile=Profile(name=method.name, method=method), now=NOW)
    return open_year(by=OPERATOR, board_id=board.pk, year=2026, method_id=made.pk, now=NOW)


def table_of(html: str, caption: str) -> list[list[str]]:
    """The body of the table with this caption, as texts."""
    body = html.split(caption, 1)[1].split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[words(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def links_of(html: str) -> dict[str, str]:
    """The squares of the wide picture that lead somewhere: what each says, and where it leads."""
    picture = html.split("rb-heat__frame--wide", 1)[1].split("</svg>", 1)[0]
    found = re.findall(r'<a [^>]*?href="([^"]+)"\s+aria-label="([^"]+)"', picture)
    return {unescape(label): unescape(href) for href, label in found}


def some_risks(storsjo: Town) -> None:
    for likelihood, impact, count in ((4, 4, 1), (1, 3, 2), (3, 1, 1)):
        for number in range(count):
            storsjo.risk(f"Risk {likelihood} gånger {impact} nr {number}", likelihood=likelihood, impact=impact)
    storsjo.risk("Den obedömda")
    scored(storsjo.year, "Den med bara riskvärde", None, None, 12)


def test_the_table_holds_every_square_with_sums(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    rows = table_of(anna.get("/riskkarta/").text, "Antal risker efter sannolikhet")
    assert [row[1:] for row in rows] == [
        ["0", "0", "0", "1", "1"],
        ["1", "0", "0", "0", "1"],
        ["0", "0", "0", "0", "0"],
        ["0", "0", "2", "0", "2"],
        ["1", "0", "2", "1", "4"],
    ]


def test_the_picture_says_the_same_and_each_square_leads_to_its_own_risks(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    links = links_of(anna.get("/riskkarta/").text)
    assert len(links) == 3
    for label, href in links.items():
        found = titles(anna.get(href).text)
        assert label.startswith(f"{len(found)} risk")
        likelihood, impact = re.findall(r"sannolikhet (\d).*konsekvens (\d)", label)[0]
        assert all(title.startswith(f"Risk {likelihood} gånger {impact}") for title in found)
    assert any("riskvärde 16, Kritisk" in label for label in links)


def test_both_drawings_have_title_description_and_links_that_can_be_told_apart(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    html = anna.get("/riskkarta/").text
    drawings = re.findall(r"<svg class=\"rb-heat__picture\".*?</svg>", html, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        title = re.search(r'aria-labelledby="([^"]+)"', drawing)
        described = re.search(r'aria-describedby="([^"]+)"', drawing)
        assert title
        assert described
        assert f'<title id="{title[1]}">Riskkarta 2026</title>' in drawing
        assert f'id="{described[1]}"' in drawing
        assert "4 av 6 risker står i matrisen" in drawing
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_what_has_no_place_in_the_matrix_is_listed_beside_it(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    html = anna.get("/riskkarta/").text
    assert [row[-1] for row in table_of(html, "Utanför matrisen")] == ["1", "1"]
    beside = html.split("Utanför matrisen", 1)[1]
    hrefs = [unescape(href) for href in re.findall(r'href="(/register/\?[^"]+)"', beside)][:2]
    assert [titles(anna.get(href).text) for href in hrefs] == [["Den med bara riskvärde"], ["Den obedömda"]]


def test_the_map_is_narrowed_as_the_list_is(storsjo: Town, anna: Client) -> None:
    storsjo.risk("Skolans", likelihood=2, impact=2, node=storsjo.school, category="Ekonomi")
    storsjo.risk("Kökets", likelihood=2, impact=2, node=storsjo.kitchen)
    for query in (f"node={storsjo.school.pk}", "category=Ekonomi", "q=skolan"):
        [(label, href)] = links_of(anna.get(f"/riskkarta/?{query}").text).items()
        assert label.startswith("1 risk:")
        assert titles(anna.get(href).text) == ["Skolans"]
    assert "Ingen risk stämmer med alla filter." in words(anna.get("/riskkarta/?q=saknas").text)


def test_each_method_has_a_map_of_its_own_of_any_size(storsjo: Town, anna: Client) -> None:
    year = other_board(storsjo, THREE_BY_FIVE)
    storsjo.risk("Barnens", likelihood=2, impact=2)
    scored(year, "Miljöns", 2, 2, 4)
    scored(year, "Miljöns stora", 3, 16, 48)
    overseer = signed_in(storsjo.user("ove", Role.OVERSEER, storsjo.root))
    html = overseer.get("/riskkarta/").text
    assert 'Tre gånger fem <span class="rb-soft">Miljönämnden</span>' in html
    maps = html.split("<h2")[1:]
    assert [len(table_of(one, "Antal risker efter sannolikhet")[0]) for one in maps] == [6, 7]
    for one, expected in zip(maps, ([["Barnens"]], [["Miljöns stora"], ["Miljöns"]]), strict=True):
        assert [titles(overseer.get(href).text) for href in links_of(one).values()] == expected
    assert "Miljönämnden" not in anna.get("/riskkarta/").text


def test_a_method_without_scales_shows_how_many_have_each_score(storsjo: Town) -> None:
    year = other_board(storsjo, SCORES_ONLY)
    scored(year, "Nian", None, None, 9)
    scored(year, "Åttan", None, None, 8)
    overseer = signed_in(storsjo.user("ove", Role.OVERSEER, storsjo.root))
    html = overseer.get("/riskkarta/?q=").text
    assert [row[-1] for row in table_of(html, "Risker per riskvärde")] == ["1", "1", "0"]


def test_a_value_outside_the_scale_is_not_lost(storsjo: Town, anna: Client) -> None:
    scored(storsjo.year, "Sexan", 6, 2, 12)
    html = anna.get("/riskkarta/").text
    assert ["Sannolikhet 6, konsekvens 2 finns inte på skalan", "1"] in table_of(html, "Utanför matrisen")


def test_the_part_is_the_same_as_in_the_page_and_the_cost_does_not_grow(
    storsjo: Town, anna: Client, django_assert_max_num_queries: object
) -> None:
    some_risks(storsjo)
    address = "/riskkarta/?year=2026&category=-"
    part = anna.get(address, headers={**HTMX, "HX-Current-URL": "http://testserver/riskkarta/?year=2026"}).text
    assert without_tokens(part).strip() in without_tokens(anna.get(address).text)
    with django_assert_max_num_queries(5):  # type: ignore[operator]  # the fixture has no type of its own
        anna.get("/riskkarta/")


def test_senseless_addresses_are_refused_here_too(storsjo: Town, anna: Client) -> None:
    some_risks(storsjo)
    for query in ("sort=foo", "node=1", "foo=1", "q=%00"):
        assert anna.get(f"/riskkarta/?{query}").status_code == 400
