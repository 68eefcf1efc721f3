"""What offices do by hand: legends beside the list, plans below it, labels in a cell, cards under headings."""

from collections.abc import Sequence

import pytest

from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.reading.assembling import assemble
from riskbild.intake.reading.grid import BlockKind, Cell, Content, Grid, TextBlock
from riskbild.intake.reading.legend import scale_words

RISKS = (
    ("Risk", "Sannolikhet", "Konsekvens", "Åtgärd", "Ansvarig"),
    ("Avtal löper ut utan att någon märker det", "Möjlig", "Allvarlig", "Inventera avtalen", "Inköpschef"),
    ("Beslut fattas utan delegation", "Sannolik", "Lindrig", "Se över rutinen", "Kanslichef"),
    ("Handlingar kommer bort", "Osannolik", "Möjlig", "Nytt arkiv", "Arkivarie"),
)
PLAN = (
    ("Risk", "Kontrollmoment", "Metod", "Frekvens"),
    ("Beslut fattas utan delegation", "Anmälda beslut", "Stickprov", "Varje tertial"),
    ("Avtal löper ut utan att någon märker det", "Avtalsregistret", "Genomgång", "Årligen"),
)


def grid(lines: Sequence[Sequence[str]], *, bold: Sequence[int] = (0,), number: int = 1, sheet: str = "Blad1") -> Grid:
    """A sheet; an empty text is an empty cell."""
    cells = [
        Cell(row, column, text, strong=row in bold)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    ]
    return Grid(tuple(cells), sheet=sheet, number=number)


def read(*blocks: TextBlock | Grid) -> ExchangeDocument:
    return assemble(Content("text/plain", blocks), b"", "fil", None)


def heading(text: str) -> TextBlock:
    return TextBlock(text, BlockKind.HEADING)


def test_labels_in_a_cell_part_it_also_where_little_follows_them() -> None:
    lines = [("Riskbeskrivning", "Åtgärd"), ("Risk: Hot vid besök\nOrsak: Ensamarbete\nFöljd: Oro", "Larm")]
    (row,) = read(grid(lines)).rows
    assert (row.risk, row.causes, row.consequence) == ("Hot vid besök", "Ensamarbete", "Oro")


def test_a_row_whose_cells_begin_with_labels_is_no_header() -> None:
    said = "Händelse: Hot vid besök\nOrsak: Ensamarbete", "Sannolikhet: 3\nKonsekvens: 4", "Inför larm", "Handläggare"
    again = "Händelse: Fel lön\nOrsak: Sena underlag", "Sannolikhet: 2\nKonsekvens: 2", "Påminn chefer", "Lönechef"
    found = read(grid([("Risk", "Bedömning", "Åtgärd", "Ansvar"), again, said])).rows
    assert [(row.risk, row.likelihood, row.impact) for row in found] == [("Fel lön", 2, 2), ("Hot vid besök", 3, 4)]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["1 = Låg", "2 = Medel", "3 = Hög"], {"låg": 1, "medel": 2, "hög": 3}),
        (["Skala: 1 Låg, 2 Medel, 3 Mycket hög"], {"låg": 1, "medel": 2, "mycket hög": 3}),
        (["1\tLåg\tLindrig", "2\tMedel", "3\tHög"], {"låg": 1, "lindrig": 1, "medel": 2, "hög": 3}),
        (["Låg (1)", "Medel (2)", "Hög (3)"], {"låg": 1, "medel": 2, "hög": 3}),
        (["1 = Låg", "2 = Hög", "3 = Hög"], {"låg": 1}),
        (["1 = Låg", "2 = Hög"], {}),
        (["1. Bakgrund", "4. Risker", "9. Plan"], {}),
        (["Kapitel 3"], {}),
    ],
)  # fmt: skip
def test_words_stand_for_numbers_where_the_document_says_so(texts: list[str], words: dict[str, int]) -> None:
    assert scale_words(texts) == words


def test_a_legend_beside_the_list_is_no_column_of_it_and_tells_what_its_words_mean() -> None:
    legend = ("Förklaring", "1 = Osannolik", "2 = Möjlig", "3 = Sannolik")
    found = read(grid([(*line, "", "", told) for line, told in zip(RISKS, legend, strict=True)]))
    assert found.header == RISKS[0]
    assert [row.likelihood for row in found.rows] == [2, 3, 1]
    assert set(legend) <= in_texts(found)


def in_texts(document: ExchangeDocument) -> set[str]:
    return {part.text for part in document.texts}


def test_words_that_no_legend_explains_stay_words() -> None:
    found = read(grid(RISKS))
    assert [row.likelihood for row in found.rows] == [None] * 3
    assert {"Möjlig", "Sannolik", "Osannolik"} <= in_texts(found)


def test_a_scale_below_the_list_is_no_risk() -> None:
    scale = [("Nivå", "Benämning", ""), ("1", "Lindrig", ""), ("2", "Möjlig", ""), ("3", "Allvarlig", "")]
    found = read(grid([*RISKS, (), (), *scale], bold=(0, 6)))
    assert [row.risk for row in found.rows] == [line[0] for line in RISKS[1:]]
    assert [row.impact for row in found.rows] == [3, 1, 2]
    assert {"Nivå", "Benämning"} <= in_texts(found)


def test_what_stands_above_the_second_table_of_a_sheet_is_not_a_note_on_the_first() -> None:
    lines = [("1. Riskanalys",), *RISKS, (), ("2. Internkontrollplan",), *PLAN]
    found = read(grid(lines, bold=(0, 1, 6, 7)))
    assert [row.risk for row in found.rows] == [line[0] for line in RISKS[1:]]
    assert [row.controls[0].control for row in found.plan] == ["Anmälda beslut", "Avtalsregistret"]
    assert {"1. Riskanalys", "2. Internkontrollplan"} <= {
        found.title,
        *in_texts(found),
        *(row.heading for row in found.plan),
    }


CARD = (("Risk", ""), ("Orsak", "Sena underlag"), ("Åtgärd", "Påminn chefer"), ("Ansvarig", "Lönechef"))


def cards(*risks: str) -> list[Grid]:
    return [grid([("Risk", risk), *CARD[1:]], bold=(), number=number) for number, risk in enumerate(risks)]


def test_headings_above_some_of_the_cards_group_them() -> None:
    one, two, three, four = cards("Fel lön", "Hot", "Jäv", "Brand")
    found = read(TextBlock("Riskkort", BlockKind.TITLE), heading("Personal"), one, two, heading("Lokaler"), three, four)
    assert [row.heading for row in found.rows] == ["Personal", "Personal", "Lokaler", "Lokaler"]


def test_a_heading_above_each_card_is_its_own_name() -> None:
    one, two, three = cards("Fel lön", "Hot", "Jäv")
    found = read(TextBlock("Riskkort", BlockKind.TITLE), heading("A"), one, heading("B"), two, heading("C"), three)
    assert [row.heading for row in found.rows] == [None] * 3


@pytest.mark.parametrize(
    "lines",
    [
        [("Begrepp", "Förklaring"), ("Risk", "Det som kan gå fel"), ("Metod", "Hur"), ("Kontroll", "Vad som granskas")],
        [("Risk", "Vad som kan gå fel"), ("Sannolikhet", "Hur troligt det är"), ("Åtgärd", "Vad vi gör")],
    ],
)
def test_a_list_of_what_the_titles_mean_is_no_card(lines: list[tuple[str, str]]) -> None:
    assert not read(grid(lines, bold=())).rows


def test_a_main_process_heads_the_processes_beside_it() -> None:
    found = read(grid([("Huvudprocess", "Delprocess", "Risk"), ("Stöd", "Löner", "Fel lön"), ("Stöd", "Inköp", "Jäv")]))
    assert [(row.heading, row.process) for row in found.rows] == [("Stöd", "Löner"), ("Stöd", "Inköp")]


def test_a_follow_up_that_says_how_often_is_a_frequency() -> None:
    lines = [
        ("Risk", "Kontrollmoment", "Uppföljning"),
        ("Jäv", "Bisysslor", "Årligen"),
        ("Hot", "Tillbud", "Varje tertial"),
    ]
    often = [row.controls[0] for row in read(grid(lines)).rows]
    assert [(control.frequency, dict(control.status)) for control in often] == [("Årligen", {}), ("Varje tertial", {})]


@pytest.mark.parametrize("numbers", [("1", "2"), ("", "")])
def test_a_bold_name_beside_the_numbers_heads_the_rows_below_it(numbers: tuple[str, str]) -> None:
    titles = ("Nr", "Risk", "Åtgärd", "Ansvarig", "Klart")
    first, second = ("1.1", "Fel lön", "Påminn chefer", "Lönechef", "Maj"), ("2.1", "Jäv", "Utbilda", "HR-chef", "Juni")
    lines = [titles, (numbers[0], "Personal"), first, (numbers[1], "Inköp"), second, ("3", "Hot")]
    found = read(grid(lines, bold=(0, 1, 3)))
    headings = [f"{number} {name}".strip() for number, name in zip(numbers, ("Personal", "Inköp"), strict=True)]
    assert [row.heading for row in found.rows] == [headings[0], headings[1], headings[1]]
    assert [row.risk for row in found.rows] == ["Fel lön", "Jäv", "Hot"]


def test_a_scale_off_to_the_right_takes_no_columns_place() -> None:
    lines = [("Risk", "S", "K", "Åtgärd"), ("Fel lön", "2", "3", "Påminn"), ("Jäv", "4", "1", "Utbilda")]
    scale = ("Sannolikhet", "1", "2")
    found = read(grid([(*line, "", "", told) for line, told in zip(lines, scale, strict=True)]))
    assert [(row.likelihood, row.impact) for row in found.rows] == [(2, 3), (4, 1)]


def test_a_column_off_to_the_right_is_the_lists_own_where_its_title_is_known() -> None:
    comments = ("Kommentar", "Gäller ramavtal", "", "Ny")
    found = read(grid([(*line, "", "", told) for line, told in zip(RISKS, comments, strict=True)]))
    assert [row.comment for row in found.rows] == ["Gäller ramavtal", None, "Ny"]


def test_a_card_may_begin_with_its_heading() -> None:
    (row,) = read(grid([("Rubrik", "Löner"), ("Risk", "Fel lön"), *CARD[1:]], bold=())).rows
    assert (row.risk, row.measures) == ("Fel lön", "Påminn chefer")


def test_a_title_may_name_a_decision_or_a_control_as_its_cells_say() -> None:
    both = [
        grid([("Risk", "Granskas", "Metod"), ("Jäv", *told)]) for told in (("Ja", "Stickprov"), ("Bisysslor", "Urval"))
    ]
    chosen, checked = (read(each).rows[0] for each in both)
    assert (chosen.in_plan, [control.control for control in checked.controls]) == (True, ["Bisysslor"])
