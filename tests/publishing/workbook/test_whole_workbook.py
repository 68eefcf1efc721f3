"""The workbook for offline work: a column a field, words to choose among, measures and reports; all comes back."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from tests.followup.scene import T1_OPEN, board, opened, the_report
from tests.people import NOW, OPERATOR, Town, town
from tests.planning.scene import plan_with

from riskbild.cli.demo.data import towns
from riskbild.documents.layout import PublishedKind
from riskbild.documents.workbook.form import KEY_NAME, LISTS_SHEET
from riskbild.intake.actions import SourceFile, import_document
from riskbild.intake.actions.returning import Applied, return_workbook
from riskbild.intake.reading.returned import returned_from
from riskbild.intake.returning.queries import difference_with
from riskbild.planning.models import PlanItem
from riskbild.publishing.formats import drawn_as
from riskbild.publishing.handing_out import hand_out
from riskbild.publishing.sources import Asked
from riskbild.publishing.workbook.whole import WORKBOOK, whole_workbook
from riskbild.register.models import Measure, Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.palette import LIGHT
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Refused
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db


@dataclass
class Book:
    """A workbook as somebody has it open: cells by the sheet, the row's words and the column's title."""

    place: Town
    year: int
    now: datetime
    data: bytes

    @property
    def sheets(self) -> dict[str, Worksheet]:
        self.book = openpyxl.load_workbook(io.BytesIO(self.data))
        return {sheet.title: sheet for sheet in self.book.worksheets}

    def columns(self, sheet: Worksheet) -> dict[str, int]:
        """The columns by title; of titles in two rows the lower one."""
        top = next(row[0].row for row in sheet.iter_rows(max_row=20) if row[0].value == KEY_NAME)
        titles = {sheet.cell(row, column).value: column for row in (top + 1, top + 2) for column in
                  range(3, sheet.max_column + 1)}  # fmt: skip
        return {str(title): column for title, column in titles.items() if title}

    def filled(self, *cells: tuple[str, str, str, Any]) -> "Book":
        """Cells set by sheet, a text of the row, title and value."""
        sheets = self.sheets
        for name, words, title, value in cells:
            sheet = sheets[name]
            row = next(row[0].row for row in sheet.iter_rows() if words in {cell.value for cell in row})
            cell = sheet.cell(row, self.columns(sheet)[title])
            assert not cell.protection.locked, (name, words, title)
            cell.value = value
        out = io.BytesIO()
        self.book.save(out)
        return Book(self.place, self.year, self.now, out.getvalue())

    def lists(self, name: str) -> dict[str, list[Any]]:
        """The words that each column of a sheet may be filled with, where another one is refused."""
        sheets = self.sheets
        sheet, words = sheets[name], sheets[LISTS_SHEET]
        rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in sheet.data_validations.dataValidation
                 if rule.type == "list" and rule.showErrorMessage and LISTS_SHEET in rule.formula1}  # fmt: skip
        found = {}
        for title, column in self.columns(sheet).items():
            if column in rules:
                area = rules[column].formula1.partition("!")[2].replace("$", "")
                found[title] = [row[0].value for row in words[area]]
        return found

    def taken_back(self) -> Applied:
        returned = returned_from(self.data, "bok.xlsx")
        assert returned is not None
        source = SourceFile(self.data, "bok.xlsx", "application/zip", [])
        return return_workbook(
            by=OPERATOR, board=self.place.board, year=self.year, returned=returned, source=source, now=self.now
        )

    def differences(self) -> list[tuple[str, str, bool]]:
        """What differs: the row's title, the field, and whether it can be taken."""
        returned = returned_from(self.data, "bok.xlsx")
        assert returned is not None
        rows = difference_with(OPERATOR, self.place.board, self.year, returned, self.now.date()).rows
        return [(row.title, cell.field, cell.fits) for row in rows for cell in row.cells]


def drawn(place: Town, kind: PublishedKind, now: datetime = NOW, by: Any = OPERATOR) -> Book:
    year = asked_year_of(place.board, place.year.year)
    made, offline = whole_workbook(Asked(by, year, kind, now.date()), now)
    return Book(place, year.year, now, drawn_as("xlsx", made.publication, None, offline).content)


@pytest.fixture(scope="module")
def place(module_database: None) -> Town:
    place = town()
    place.risk("Ett", measures="Gör ett\nGör mer", description="Så är det", consequence="Dyrt", likelihood=2, impact=3)
    place.risk("Två", measures="Gör två", likelihood=4, impact=4)
    return place


def test_every_vocabulary_is_a_list_to_choose_from(place: Town) -> None:
    book = drawn(place, PublishedKind.RISK_LIST)
    found = book.lists("Bruttolista")
    assert found["Ställningstagande"] == ["Acceptera", "Reducera", "Eliminera", "Överföra", "Bevaka"]
    assert {place.board.name, "Storskolan", "Köksenheten"} <= set(found["Enhet"])
    assert found["S"] == [1, 2, 3, 4]
    assert book.lists("Åtgärder")["Läge"] == ["Ej påbörjad", "Pågående", "Genomförd", "Avbruten"]


def fill_of(cell: Any) -> str:
    """The colour that a cell is painted in, without how solid it is."""
    return f"#{cell.fill.fgColor.rgb[2:]}".lower()


def test_two_sheets_tell_the_whole_method_and_where_the_risks_stand(place: Town) -> None:
    sheets = drawn(place, PublishedKind.RISK_LIST).sheets
    check_method(sheets["Bedömningsmodell"])
    check_map(sheets["Riskkarta"], {(2, 3), (4, 4)})


def check_method(sheet: Worksheet) -> None:
    """The scales with their criteria, and the levels in their colours."""
    lines = [tuple(cell.value or "" for cell in row[:3]) for row in sheet.iter_rows()]
    assert ("Bedömningsmodell", FOUR_BY_FOUR.name, "") in lines
    for title, scale in (("Sannolikhet", FOUR_BY_FOUR.likelihood), ("Konsekvens", FOUR_BY_FOUR.impact)):
        assert scale is not None
        first = lines.index((title, "Benämning", "Kriterier")) + 1
        told = [(str(step.value), step.word, step.criteria) for step in scale.steps]
        assert lines[first : first + len(told)] == told
    first = lines.index(("Risknivå", "Gäller från riskvärde", "")) + 1
    levels = [(f"{one.symbol} {one.word}", str(one.from_score), "") for one in FOUR_BY_FOUR.levels]
    assert lines[first : first + len(levels)] == levels
    painted = [fill_of(sheet.cell(first + 1 + number, 1)) for number in range(len(levels))]
    assert painted == [LIGHT[one.colour].background for one in FOUR_BY_FOUR.levels]


def check_map(sheet: Worksheet, with_one: set[tuple[int, int]]) -> None:
    """Likelihood upwards, impact to the right; each square says its score, its level and how many risks it has."""
    grid = {(5 - row, column - 1): sheet.cell(row + 1, column) for row in range(1, 5) for column in range(2, 6)}
    for (likelihood, impact), cell in grid.items():
        level = FOUR_BY_FOUR.level_of(likelihood * impact, likelihood, impact)
        assert level is not None
        told = f"{likelihood * impact} {level.symbol} {level.word}"
        assert cell.value == (f"{told}\n1 risk" if (likelihood, impact) in with_one else told)
        assert fill_of(cell) == LIGHT[level.colour].background
    assert [sheet.cell(6, column).value.split()[0] for column in range(2, 6)] == ["1", "2", "3", "4"]
    assert [sheet.cell(row, 1).value.split()[0] for row in range(2, 6)] == ["4", "3", "2", "1"]


def test_a_score_has_the_colour_of_the_level_that_it_comes_to(place: Town) -> None:
    book = drawn(place, PublishedKind.RISK_LIST)
    sheet = book.sheets["Bruttolista"]
    letters = get_column_letter(book.columns(sheet)["Riskvärde"])
    rules = [
        (rule.priority, rule.formula[0], rule.dxf.fill.bgColor.rgb)
        for area, found in sheet.conditional_formatting._cf_rules.items()
        if str(area.sqref).startswith(letters)
        for rule in found
    ]
    steps = [(int(formula.rpartition(">=")[2].strip(")")), colour) for _, formula, colour in sorted(rules)]
    for score in (1, 6, 16):
        level = FOUR_BY_FOUR.level_of(score)
        assert level is not None
        colour = next(colour for least, colour in steps if score >= least)
        assert f"#{colour[2:]}".lower() == LIGHT[level.colour].background
    public = Asked(OPERATOR, asked_year_of(place.board, 2026), PublishedKind.RISK_LIST, NOW.date(), public=True)
    plain = openpyxl.load_workbook(io.BytesIO(hand_out(public, "xlsx", NOW).content)).worksheets[-1]
    filled = {cell.value: fill_of(cell) for row in plain.iter_rows() for cell in row if cell.value in {6, 16}}
    assert filled == {
        score: LIGHT[level.colour].background for score in (6, 16) if (level := FOUR_BY_FOUR.level_of(score))
    }


def test_response_unit_and_progress_come_back(place: Town) -> None:
    book = drawn(place, PublishedKind.RISK_LIST)
    assert book.differences() == []
    done = book.filled(
        ("Bruttolista", "Ett", "Ställningstagande", "reducera"),
        ("Bruttolista", "Ett", "Motivering", "Den är för hög."),
        ("Bruttolista", "Ett", "Enhet", "Köksenheten"), ("Åtgärder", "Gör mer", "Läge", "Pågående"),
        ("Åtgärder", "Gör mer", "Anteckning", "Börjat så smått"),
    ).taken_back()  # fmt: skip
    assert (done.changed, len(done.left)) == (2, 0)
    one = Risk.objects.get(risk="Ett")
    assert (one.response, one.response_reason, one.node_id) == (Response.REDUCE, "Den är för hög.", place.kitchen.pk)
    measure = Measure.objects.get(text="Gör mer")
    assert (measure.progress, measure.progress_note) == (Progress.ONGOING, "Börjat så smått")
    assert Measure.objects.get(text="Gör ett").progress == Progress.NOT_STARTED


def test_what_cannot_stand_together_is_shown_and_stays(place: Town) -> None:
    book = drawn(place, PublishedKind.RISK_LIST).filled(
        ("Bruttolista", "Ett", "Ställningstagande", "Reducera"), ("Bruttolista", "Två", "Enhet", "Månbasen"),
        ("Åtgärder", "Gör två", "Läge", "Kanske"),
    )  # fmt: skip
    told = {("Ett", "response", False), ("Två", "unit", False), ("Gör två", "measure.progress", False)}
    assert set(book.differences()) == told
    assert book.taken_back().changed == 0


def test_fields_that_share_a_cell_on_paper_have_a_column_each_and_come_back(place: Town) -> None:
    plan_with(place, Risk.objects.get(risk="Ett"))
    book = drawn(place, PublishedKind.CONTROL_PLAN)
    done = book.filled(
        ("Internkontrollplan", "Ett", "Konsekvens", "Det blir dyrt"),
        ("Internkontrollplan", "Ett", "Utförs av", "Kvalitetschef"),
    ).taken_back()
    assert (done.changed, len(done.left)) == (1, 0)
    item = PlanItem.objects.get()
    assert (item.consequence, item.performer) == ("Det blir dyrt", "Kvalitetschef")


def test_status_and_result_of_a_report_come_back() -> None:
    place = board("SN")
    opened(place)
    book = drawn(place, PublishedKind.INTERIM_FOLLOW_UP, T1_OPEN)
    lists = book.lists("Rapporter")
    assert "Genomförd" in lists["Status"]
    assert lists["Resultat"] == ["Utan anmärkning", "Mindre avvikelse", "Större avvikelse", "Ej genomförd"]
    control = the_report().activity
    half = book.filled(("Rapporter", control, "Status", "Genomförd"))
    assert half.differences() == [(control, "said.status", False)], "what was done must have shown something"
    whole = half.filled(
        ("Rapporter", control, "Resultat", "Mindre avvikelse"),
        ("Rapporter", control, "Vad kontrollen visade", "Två av tio."),
    )
    assert whole.taken_back().changed == 1
    report = the_report()
    assert (report.status, report.result, report.status_text) == (Status.DONE, Result.MINOR_DEVIATION, "Två av tio.")
    assert report.reported_at == T1_OPEN


def test_the_rows_of_a_plan_that_was_taken_in_are_changed_in_its_own_form() -> None:
    demo = next(one for one in towns() if one.code == "SNO")
    place = town("SNO", year=demo.year - 1)
    import_document(
        by=OPERATOR, board=place.board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW
    )
    year = asked_year_of(place.board, demo.year)
    asked = Asked(OPERATOR, year, PublishedKind.RISK_PROFILE_AND_PLAN, NOW.date())
    book = openpyxl.load_workbook(io.BytesIO(hand_out(asked, "xlsx", NOW).content))
    item = PlanItem.objects.order_by("position")[0]
    (cell,) = (
        sheet.cell(row[0].row, names["measures"])
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        if row[0].value == f"item:{item.pk}" and (names := columns_of(sheet))
    )
    assert not cell.protection.locked
    assert cell.value == item.activity
    cell.value = "En helt ny åtgärd"
    out = io.BytesIO()
    book.save(out)
    done = Book(place, demo.year, NOW, out.getvalue()).taken_back()
    assert (done.changed, len(done.left)) == (1, 0)
    item.refresh_from_db()
    assert item.activity == "En helt ny åtgärd"


def columns_of(sheet: Worksheet) -> dict[str, int]:
    """The columns of a sheet by the fields that its hidden row names."""
    names = next(row for row in sheet.iter_rows() if row[0].value == KEY_NAME)
    return {str(cell.value): cell.column for cell in names if cell.value}


def test_who_can_change_nothing_has_no_workbook(place: Town) -> None:
    year = asked_year_of(place.board, 2026)
    for kind, public in ((PublishedKind.RISK_LIST, True), (PublishedKind.CONSOLIDATED_REPORT, False)):
        with pytest.raises(Refused):
            whole_workbook(Asked(OPERATOR, year, kind, NOW.date(), public=public), NOW)
    made = hand_out(Asked(OPERATOR, year, PublishedKind.RISK_LIST, NOW.date()), WORKBOOK, NOW)
    assert made.name == "BUN-2026-risk_list-arbetsbok.xlsx"
