"""The five documents come out as they were printed: the same columns, groups, rows and cells in the same order."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.people import TODAY
from tests.publishing.conftest import PublishedCase

from riskbild.publishing.assemble import DocumentFacts, publication_of, row_facts
from riskbild.publishing.publication import Band, Heading, Paragraph, Publication, Row, Table

FIVE = ("utb", "amn", "sno", "sn", "afn")


def lines(table: Table) -> list[list[str]]:
    """The rows as a reader sees them: a cell that covers several rows is there for each."""
    rows = [part for part in table.parts if isinstance(part, Row)]
    columns = []
    for place in range(len(table.columns)):
        texts: list[str] = []
        for row in rows:
            cell = row.cells[place]
            texts.append(texts[-1] if cell is None else cell.text)
        columns.append(texts)
    return [list(line) for line in zip(*columns, strict=True)]


def printed(value: object) -> str:
    return {None: "", True: "Ja", False: "Nej"}.get(value, str(value))  # type: ignore[call-overload]  # any value at all


@pytest.mark.parametrize("name", FIVE)
def test_every_column_has_the_title_that_the_document_prints(five: Mapping[str, PublishedCase], name: str) -> None:
    case = five[name]
    titles = [column.title for column in case.publication.tables[0].columns if column.title]
    assert titles == list(case.document.header)


@pytest.mark.parametrize("name", ["utb", "amn", "sn"])
def test_a_row_stands_cell_by_cell_in_the_columns_of_its_form(five: Mapping[str, PublishedCase], name: str) -> None:
    case = five[name]
    (table,) = case.publication.tables
    expected = [[printed(getattr(row, column.field)) for column in table.columns] for row in case.document.rows]
    assert lines(table) == expected


def test_description_and_consequence_share_a_column_under_their_labels(five: Mapping[str, PublishedCase]) -> None:
    case = five["sno"]
    profile, plan = case.publication.tables
    row = case.document.rows[0]
    assert lines(profile)[0] == [
        row.heading, row.risk, f"Riskbeskrivning\n{row.description}\nKonsekvensbeskrivning\n{row.consequence}",
        row.measures, "Nej",
    ]  # fmt: skip
    item = case.document.plan[1]
    assert lines(plan)[1] == [
        item.heading,
        f"{item.risk}\nRiskbeskrivning\n{item.description}\nKonsekvensbeskrivning\n{item.consequence}",
        item.measures,
    ]


def test_what_is_said_of_several_risks_is_printed_once(five: Mapping[str, PublishedCase]) -> None:
    areas = [part.cells[0] for part in five["sno"].publication.tables[0].parts if isinstance(part, Row)]
    said = [cell for cell in areas if cell is not None]
    assert len({cell.text for cell in said}) == len(said)
    assert sum(cell.down for cell in said) == len(areas)
    assert five["sn"].publication.tables[0].parts[0].cells[0].down == 2  # type: ignore[union-attr]  # the first row


def test_controls_stand_below_each_other_beside_their_risk(five: Mapping[str, PublishedCase]) -> None:
    case = five["afn"]
    (table,) = case.publication.tables
    expected = [
        [
            printed(row.process), printed(one.control), printed(one.method), printed(one.responsible),
            printed(one.frequency), printed(one.status.get("T1 2022")), printed(one.status.get("T2 2022")),
        ]
        for row in case.document.rows
        for one in row.controls
    ]  # fmt: skip
    assert lines(table) == expected
    bands = [part.text for part in table.parts if isinstance(part, Band)]
    assert bands == list(case.document.sections)


def test_what_is_said_of_a_risk_without_controls_stands_with_it(five: Mapping[str, PublishedCase]) -> None:
    case = five["afn"]
    said = replace(case.document.rows[0], controls=(), follows_plan=False, comment="Två tjänster är vakanta.")
    document = replace(case.document, rows=(said,))
    facts = DocumentFacts(dated=TODAY, year=2022, rows=row_facts(document, case.profile))
    (table,) = publication_of(document, case.layout, facts=facts, profile=case.profile).tables
    (cells,) = lines(table)
    assert cells[0] == f"{said.process}\nArbetet följer planen\nNej\nKommentar\nTvå tjänster är vakanta."


def bands_of(publication: Publication) -> list[str]:
    return [part.text for table in publication.tables for part in table.parts if isinstance(part, Band)]


def test_group_headings_are_composed_of_the_methods_words_only_where_the_document_has_none(
    five: Mapping[str, PublishedCase],
) -> None:
    case = five["afn"]
    document, worth = case.document, row_facts(case.document, case.profile)
    assert bands_of(case.publication) == list(document.sections)
    bare = replace(document, sections=(), rows=tuple(replace(row, heading=None) for row in document.rows))
    facts = DocumentFacts(dated=TODAY, year=2022, rows=worth)
    composed = publication_of(bare, case.layout, facts=facts, profile=case.profile)
    # A score with no likelihood and impact that give it has no words.
    assert bands_of(composed) == [
        "Skattning 16", "Skattning 15: möjlig risk, allvarliga konsekvenser", "Skattning 12",
        "Skattning 10: mindre sannolik risk, allvarliga konsekvenser",
        "Skattning 9: möjlig risk, kännbara konsekvenser",
    ]  # fmt: skip
    mixed = replace(bare, rows=(document.rows[2], *bare.rows[3:5]))
    facts = replace(facts, rows=worth[2:5])
    composed = publication_of(mixed, case.layout, facts=facts, profile=case.profile)
    assert bands_of(composed) == ["Skattning 15: möjlig risk, allvarliga konsekvenser"] * 2


def test_a_document_with_no_printed_title_shows_none(five: Mapping[str, PublishedCase]) -> None:
    for name, titled in (("utb", False), ("amn", False), ("sno", True), ("sn", True), ("afn", False)):
        case = five[name]
        shown = [block.text for block in case.publication.blocks if isinstance(block, Heading) and block.depth == 1]
        assert shown == ([case.document.title] if titled else [])
        assert case.publication.title


def test_the_numbers_in_the_text_are_those_of_the_table(five: Mapping[str, PublishedCase]) -> None:
    text = "\n".join(block.text for block in five["sn"].publication.blocks if isinstance(block, Paragraph))
    assert "som anger sju kritiska risker" in text
    assert "Alla kritiska risker utom en bedöms följa" in text
    assert "En av de kritiska riskerna ska även hanteras genom granskning" in text
    # The year's own wording of the statute, not today's.
    assert "förebygga fel och oegentligheter" not in text
    # How many stand in the gross list, nobody has said here.
    assert "bruttolista" not in text
    plan = [block.text for block in five["sno"].publication.blocks if isinstance(block, Paragraph)]
    assert any("innehåller två risker som kommer följas upp" in paragraph for paragraph in plan)


@pytest.mark.django_db
def test_the_same_comes_out_of_a_register(
    five: Mapping[str, PublishedCase], imported_five: Mapping[str, PublishedCase]
) -> None:
    for name in FIVE:
        assert imported_five[name].publication == five[name].publication
