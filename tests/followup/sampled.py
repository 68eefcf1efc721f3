"""A population of invoices, and a sample of it in a control's report."""

import io
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

import xlsxwriter
from tests.followup.scene import T1_OPEN, the_report

from riskbild.followup.actions.samples import Order, ReadPopulation, draw_sample, start_sample
from riskbild.followup.models import Report, Sample, SampleRow
from riskbild.organisation.models import User
from riskbild.rules.population import Population, line_of, population_in
from riskbild.rules.sampling import SamplingMethod
from riskbild.rules.sampling_size import Basis

TITLES = ("Faktura", "Enhet", "Belopp")
BASIS = Basis(Fraction(95, 100), Fraction(10, 100))


def cells(rows: int) -> list[tuple[str, ...]]:
    return [(f"F{n}", "Kök" if n % 4 else "Skola", f"{n * 10}") for n in range(1, rows + 1)]


def population(rows: int = 60) -> Population:
    lines = [line_of(row) for row in (TITLES, *cells(rows))]
    return population_in(lines, range(1, rows + 2), title_row=1)


def csv_file(rows: int = 60) -> bytes:
    return "\n".join(";".join(row) for row in (TITLES, *cells(rows))).encode()


def xlsx_file(rows: Sequence[Sequence[object]], above: Sequence[str] = ()) -> bytes:
    """A workbook whose first sheet has some lines above the table, and another sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Fakturor")
        for number, line in enumerate(above):
            sheet.write(number, 0, line)
        for number, row in enumerate(rows, len(above)):
            sheet.write_row(number, 0, row)
        book.add_worksheet("Annat").write(0, 0, "Inget")
    return out.getvalue()


def started(by: User, report: Report | None = None, rows: int = 60, now: datetime = T1_OPEN) -> Sample:
    read = ReadPopulation(population(rows), "", 1)
    report_id = (report or the_report()).pk
    return start_sample(by=by, report_id=report_id, data=csv_file(rows), name="fakturor.csv", read=read, now=now)


def drawn(
    by: User, method: SamplingMethod = SamplingMethod.SIMPLE, size: int = 20, column: int | None = None
) -> Sample:
    sample = started(by)
    order = Order(method, size, BASIS, "Fel konto eller attest saknas", column)
    return draw_sample(
        by=by, sample_id=sample.pk, version=sample.version, population=population(), order=order, now=T1_OPEN
    )


def rows_of(sample: Sample) -> list[SampleRow]:
    return list(SampleRow.objects.filter(sample=sample).order_by("number"))
