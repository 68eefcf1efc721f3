"""Tables without rules whose rows stand no further apart than their lines, and what stands close to such tables."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from riskbild.documents.exchange import to_data
from riskbild.intake.reading import read_bytes
from riskbild.intake.reading.pdf.bands import Band, entries_of
from riskbild.intake.reading.pdf.columns import Columns
from riskbild.intake.reading.pdf.page import Page, Word
from riskbild.intake.reading.pdf.row_costs import Align, Ways
from riskbild.intake.reading.pdf.row_parts import row_parts
from riskbild.intake.reading.pdf.turning import Turned
from riskbild.intake.reading.pdf.unruled import bold_lines

_PITCH = 11
_NOTE = "* Skalan beslutades av kommunstyrelsen."
_TITLES = ("Process", "Risk", "Åtgärd", "Ansvarig", "Klart")
_XS = (40, 150, 380, 580, 690)
_ROWS = (
    ("Skolskjuts", "Elev lämnas på fel plats", "Kräv besked i realtid av|trafikbolaget", "Samordnare", "Hösten"),
    (
        "Bygglov",
        "Beslut fattas för sent när många|ansöker på våren",
        "Fördela ärenden varje vecka",
        "Bygglovschef",
        "Mars",
    ),
    ("Simhallar", "Vattnet håller inte rätt kvalitet", "Byt styrning", "Anläggningschef", "Maj"),
    (
        "Egna medel",
        "Kontanter hanteras fel vid byte av|kontaktperson",
        "Se över rutinen varje år",
        "Enhetschef",
        "Juni",
    ),
)


class Paper:
    """A page on which lines are set below each other; a cell is its lines with "|" between them."""

    def __init__(self, xs: Sequence[float], *, size: float = 9) -> None:
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=landscape(A4))
        self._xs, self._size, self._y = xs, size, 520.0
        self._canvas.setFont("Helvetica-Bold", 15)
        self._canvas.drawString(xs[0], 550, "Riskanalys 2026")

    def row(self, *cells: str, bold: bool = False, right: Sequence[int] = (), apart: float = 0.0) -> "Paper":
        """A row of cells, `apart` further down than lines stand; the columns `right` end where they do in Excel."""
        self._y -= apart
        self._canvas.setFont("Helvetica-Bold" if bold else "Helvetica", self._size)
        for column, cell in enumerate(cells):
            for number, line in enumerate(cell.split("|")):
                y = self._y - number * _PITCH
                if column in right:
                    self._canvas.drawRightString(self._xs[column + 1] - 4, y, line)
                else:
                    self._canvas.drawString(self._xs[column], y, line)
        self._y -= _PITCH * max(cell.count("|") + 1 for cell in cells)
        return self

    def read(self) -> list[dict[str, Any]]:
        """The rows that are read on the page."""
        self._canvas.save()
        return list(to_data(read_bytes(self._stream.getvalue(), "fil.pdf"))["rows"])


def told(rows: Sequence[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    """Some fields of each row."""
    return [tuple(row[name] for name in names) for row in rows]


def printed(cells: Sequence[str]) -> tuple[str, ...]:
    """A row as it is meant."""
    return tuple(cell.replace("|", " ") for cell in cells)


def all_told(rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """All columns of the rows above."""
    return told(rows, "process", "risk", "measures", "responsible", "deadline")


def test_rows_with_no_white_between_them_are_told_by_where_their_columns_begin_anew() -> None:
    paper = Paper(_XS).row(*_TITLES, bold=True)
    for row in _ROWS:
        paper.row(*row)
    assert all_told(paper.read()) == [printed(row) for row in _ROWS]


def test_an_empty_line_in_one_cell_does_not_mean_that_rows_stand_apart() -> None:
    paper = Paper(_XS).row(*_TITLES, bold=True)
    for row in (*_ROWS[:2], (_ROWS[2][0], f"{_ROWS[2][1]}||Gäller båda hallarna", *_ROWS[2][2:]), _ROWS[3]):
        paper.row(*row)
    rows = paper.read()
    assert told(rows, "process", "deadline") == [(row[0], row[-1]) for row in _ROWS]
    assert rows[2]["risk"].split("\n") == [_ROWS[2][1], "Gäller båda hallarna"]


def test_titles_that_look_like_the_rows_below_them_do_not_take_in_the_first() -> None:
    paper = Paper(_XS).row(*_TITLES)
    for row in _ROWS:
        paper.row(*row)
    assert all_told(paper.read()) == [printed(row) for row in _ROWS]


def test_a_note_below_the_table_is_no_part_of_it_and_does_not_tell_how_far_its_rows_are_apart() -> None:
    paper = Paper(_XS).row(*_TITLES, bold=True, apart=0)
    for row in _ROWS:
        paper.row(*(cell.split("|")[0] for cell in row), apart=5)
    rows = paper.row(_NOTE, apart=22).read()
    assert all_told(rows) == [tuple(cell.split("|")[0] for cell in row) for row in _ROWS]


def test_a_row_that_leaves_two_columns_empty_is_a_row_by_the_process_that_it_names() -> None:
    rows = [_ROWS[0], (*_ROWS[1][:2], "", _ROWS[1][3], ""), *_ROWS[2:]]
    paper = Paper(_XS).row(*_TITLES, bold=True)
    for row in rows:
        paper.row(*row, apart=3.5)
    assert told(paper.read(), "process", "risk") == [printed(row)[:2] for row in rows]


def test_several_controls_of_a_risk_with_no_white_between_them_stay_with_it_and_apart() -> None:
    paper = Paper((40, 230, 440, 640)).row("Risk", "Kontrollmoment", "Metod", "Frekvens", bold=True)
    paper.row(
        "Arvode betalas ut till fel person", "Kontroll av attester", "Stickprov av tjugo|utbetalningar", "Årligen"
    )
    paper.row("", "Jämförelse av konton|med registret", "Uttag ur systemet", "Tertial")
    paper.row("Beslut anmäls inte till nämnden", "Anmälda beslut", "Samtliga beslut under|oktober", "Årligen")
    paper.row(
        "Fakturor betalas två gånger|av misstag", "Träffar i tjänsten", "Genomgång av alla|träffar", "Varje vecka"
    )
    controls = [
        [(each["control"], each["method"], each["frequency"]) for each in row["controls"]] for row in paper.read()
    ]
    assert controls == [
        [
            ("Kontroll av attester", "Stickprov av tjugo utbetalningar", "Årligen"),
            ("Jämförelse av konton med registret", "Uttag ur systemet", "Tertial"),
        ],
        [("Anmälda beslut", "Samtliga beslut under oktober", "Årligen")],
        [("Träffar i tjänsten", "Genomgång av alla träffar", "Varje vecka")],
    ]


def test_numbers_at_the_right_end_of_their_columns_stand_below_their_own_titles() -> None:
    paper = Paper((40, 300, 380, 460, 540)).row("Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd", bold=True)
    values = [("3", "4", "12"), ("2", "3", "6"), ("1", "4", "4"), ("3", "3", "9")]
    for row, numbers in zip(_ROWS, values, strict=True):
        paper.row(row[1].split("|")[0], *numbers, row[2].split("|")[0], right=(1, 2, 3), apart=6)
    found = told(paper.read(), "likelihood", "impact", "score")
    assert found == [tuple(map(int, numbers)) for numbers in values]


def test_a_bold_line_alone_in_the_first_column_heads_the_rows_below_it() -> None:
    paper = Paper(_XS[1:]).row(*_TITLES[1:], bold=True)
    for place, row in enumerate(_ROWS):
        if place % 2 == 0:
            paper.row(("Utbildning", "Teknik")[place // 2], bold=True, apart=4)
        paper.row(*row[1:], apart=4)
    found = told(paper.read(), "heading", "risk")
    risks = [printed(row)[1] for row in _ROWS]
    assert found == list(zip(("Utbildning", "Utbildning", "Teknik", "Teknik"), risks, strict=True))


_COLUMNS = Columns((0, 100, 200), (2, 102))


def line(*words: tuple[str, float, float], y: float = 10) -> list[Word]:
    """A printed line of words, each with where it starts and ends."""
    return [Word(text, start, end, y, 9) for text, start, end in words]


def test_a_line_that_juts_out_of_its_column_a_little_does_not_run_over_the_table() -> None:
    assert not _COLUMNS.crossed_by(line(("enligt", 60, 85), ("rutin", 88, 106)))
    assert _COLUMNS.crossed_by(line(("enligt", 2, 85), ("överenskommelser", 88, 160)))


def test_a_line_that_runs_over_columns_in_the_middle_of_a_row_is_not_lost() -> None:
    lines = [
        line(("Frågan", 2, 40), y=10),
        line(("utreds", 2, 90), ("vidare", 92, 125), y=21),
        line(("nu", 2, 9), y=32),
    ]
    bands = [Band(entries_of(words, _COLUMNS), [], words[0].y0, words[0].y1) for words in lines]
    bands[1] = Band([], lines[1], lines[1][0].y0, lines[1][0].y1)
    page = Page(1, *[Turned(0, 0, 200, 100, 0)] * 2)
    ways = Ways([Align.TOP] * 2, [0.9] * 2, [False] * 2, pitch=11, leading=2)
    parts = row_parts(0, bands, page, _COLUMNS.edges, ways=ways)
    assert [part.text for part in parts] == ["Frågan\nutreds vidare\nnu"]


def test_several_bold_lines_at_the_top_are_the_rest_of_the_titles_and_no_headings() -> None:
    def bold(text: str, start: float) -> list[Word]:
        return [Word(text, start, start + 30, 10, 9, strong=True)]

    plain = [line(("Beslut", 2, 40), ("fattas", 102, 130)), line(("sent", 2, 20)), line(("igen", 2, 20))]
    heading = bold("Utbildning", 2)
    assert bold_lines([heading, *plain], _COLUMNS) == [heading]
    assert bold_lines([bold("Nummer", 2), bold("Bedömd", 102), *plain], _COLUMNS) == []
