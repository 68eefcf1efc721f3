"""The running text of the annual follow-up, which counts right, held against its table; and the same "
"text counting wrong."""

from dataclasses import replace
from datetime import date

import pytest
from tests.checks.running_text import NAME, with_texts
from tests.documents.cases import profile

from riskbild.checks.linting import chosen, lint
from riskbild.checks.setting import Setting

PARAGRAPHS = (
    (
        "Enligt kommunallagen 6 kapitlet 6 § ska nämnderna se till att verksamheten bedrivs i enlighet med de "
        "mål och riktlinjer "
        "som fullmäktige har bestämt samt de bestämmelser i lag eller annan författning som gäller för "
        "verksamheten. De ska också "
        "se till att den interna kontrollen är tillräcklig och att verksamheten bedrivs på ett i övrigt "
        "tillfredsställande sätt."
    ),
    (
        "Nämnden har för 2023 antagit en internkontrollplan som anger sju kritiska risker som ska grans-\nkas "
        "och/eller hanteras på "
        "annat sätt."
    ),
    (
        "I nämndens bruttolista har 20 risker tagits fram och bedömts. Sju av dessa risker har fått ett "
        "riskvärde som värderar "
        "risken som kritisk."
    ),
    (
        "Alla sju kritiska risker ska hanteras genom att omhändertas i annan planering. Alla kritiska risker "
        "utom en bedöms följa "
        "beslutad planering."
    ),
    "En av de kritiska riskerna ska även hanteras genom granskning i internkontrollplanen.",
)


def codes(texts: tuple[str, ...], setting: Setting) -> list[str]:
    return [remark.code for remark in lint(with_texts(*texts), setting, chosen(["RB7"]))]


def test_the_document_counts_right_and_quotes_the_law_of_its_time() -> None:
    assert codes(PARAGRAPHS, Setting(profile(NAME), 2023)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("anger sju", "anger åtta"), ("Alla sju", "Alla 9"), ("utom en", "utom två"), ("anger sju", "anger 17")],
)
def test_a_number_that_the_table_does_not_bear_out_is_found(right: str, wrong: str) -> None:
    changed = tuple(text.replace(right, wrong) for text in PARAGRAPHS)
    assert changed != PARAGRAPHS
    assert codes(changed, Setting(profile(NAME), 2023)) == ["RB704"]


def test_the_same_introduction_is_out_of_date_in_a_later_year() -> None:
    later = Setting(profile(NAME), 2023, decided_on=date(2025, 7, 1))
    assert codes(PARAGRAPHS[:1], later) == ["RB701"]
    assert codes(PARAGRAPHS[:1], replace(later, decided_on=date(2025, 6, 30))) == []
