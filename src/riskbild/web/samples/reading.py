"""Reading a population out of its file, in the child process that reads every file, and handing it to the follow-up."""

import tempfile
from pathlib import Path

from riskbild.followup.actions.samples import ReadPopulation
from riskbild.followup.queries.samples import SampleSeen, population_file
from riskbild.intake.reading.apart import read_table_apart
from riskbild.intake.reading.plain_table import PlainTable
from riskbild.rules.population import Population, population_in, suggested_title_row
from riskbild.web.request import SignedInRequest


def table_in(data: bytes, name: str) -> PlainTable:
    """The table in a file that was just sent. Raises `Refused` for what holds none."""
    with tempfile.NamedTemporaryFile(prefix="riskbild-") as file:
        file.write(data)
        file.flush()
        return read_table_apart(Path(file.name), name=name)


def table_of(request: SignedInRequest, seen: SampleSeen, sheet: str | None = None) -> PlainTable:
    """The table in a sample's kept file; its own sheet where no other is named."""
    path, name = population_file(request.user, seen.id, request.today)
    return read_table_apart(path, name=name, sheet=seen.sheet if sheet is None else sheet)


def population_of(seen: SampleSeen, table: PlainTable) -> Population:
    """The rows of the table that are the sample's population."""
    return population_in(table.lines, table.places, title_row=seen.title_row, left_out=seen.left_out)


def first_reading(table: PlainTable) -> ReadPopulation:
    """The population as it most likely is; a person may say otherwise."""
    title_row = suggested_title_row(table.lines, table.places)
    return ReadPopulation(population_in(table.lines, table.places, title_row=title_row), table.sheet, title_row)
