"""What a profile knows goes before every guess; a plan beside its risks is the plan; other formats read alike."""

from tests.intake.reading.drawing import cell, document, paragraph, sheets, table

from riskbild.documents.profile import Profile
from riskbild.documents.profile.parts import FormColumn
from riskbild.intake.reading import read_bytes
from riskbild.rules.standard_methods import FOUR_BY_FOUR


def drawn(*rows: tuple[str, ...]) -> list[list[tuple[str, int]]]:
    """Rows of plain cells."""
    return [[(text, 1) for text in row] for row in rows]


LIST = drawn(
    ("Läge", "Grej", "Tal", "Vad då?"),
    ("Norra", "Risk att avtal saknas", "12", "Inventera avtalen"),
    ("Södra", "Risk att beslut försenas", "8", "Se över rutinen"),
)


def test_a_profile_says_what_titles_nobody_else_uses_mean() -> None:
    known = {"process": "Läge", "risk": "Grej", "score": "Tal", "measures": "Vad då?"}
    columns = tuple(FormColumn(field, title) for field, title in known.items())
    profile = Profile("Vår blankett", FOUR_BY_FOUR, columns)
    rows = read_bytes(sheets({"Blad1": LIST}), "fil.xlsx", profile).rows
    assert [(row.process, row.risk, row.score) for row in rows] == [
        ("Norra", "Risk att avtal saknas", 12),
        ("Södra", "Risk att beslut försenas", 8),
    ]


def test_a_profile_turns_the_words_of_its_scale_into_steps() -> None:
    word = FOUR_BY_FOUR.likelihood.steps[2].word if FOUR_BY_FOUR.likelihood else ""
    lines = drawn(("Risk", "Sannolikhet", "Åtgärd"), ("Risk att avtal saknas", word, "Inventera avtalen"))
    data = sheets({"Blad1": lines})
    assert [row.likelihood for row in read_bytes(data, "fil.xlsx", Profile("P", FOUR_BY_FOUR)).rows] == [3]
    without = read_bytes(data, "fil.xlsx")
    assert [row.likelihood for row in without.rows] == [None]
    assert "not-a-number" in {finding.code for finding in without.findings}
    assert word in [part.text for part in without.texts]


def test_a_plan_after_its_risk_profile_is_read_as_the_plan() -> None:
    risks = [("Risk", "Åtgärd", "Till internkontrollplan"), ("Risk att avtal saknas", "Inventera", "Ja")]
    plan = [
        ("Risk", "Kontrollmoment", "Metod", "Ansvarig"),
        ("Risk att avtal saknas", "Granska", "Stickprov", "Rektor"),
    ]
    body = paragraph("Samlad riskbild 2025 Socialnämnden") + table([[cell(text) for text in row] for row in risks])
    body += paragraph("Intern kontrollplan 2025 Socialnämnden") + table([[cell(text) for text in row] for row in plan])
    read = read_bytes(document(body), "fil.docx")
    assert (len(read.rows), len(read.plan)) == (1, 1)
    assert read.kind == "risk_profile_and_plan"
    assert read.plan[0].controls[0].method == "Stickprov"
    assert read.plan_header == ("Risk", "Kontrollmoment", "Metod", "Ansvarig")


def test_an_unknown_column_is_kept_as_texts_with_its_title() -> None:
    lines = drawn(("Risk", "Åtgärd", "Geografi"), ("Risk att avtal saknas", "Inventera avtalen", "Norra"))
    read = read_bytes(sheets({"Blad1": lines}), "fil.xlsx")
    assert [(part.section, part.text) for part in read.texts] == [("Geografi", "Norra")]
    assert "unknown-column" in {finding.code for finding in read.findings}


def test_a_score_that_is_not_the_product_is_told_of() -> None:
    lines = drawn(("Risk", "S", "K", "RV"), ("Risk att avtal saknas", "3", "4", "9"))
    read = read_bytes(sheets({"Blad1": lines}), "fil.xlsx")
    assert read.rows[0].score == 9
    assert "product-differs" in {finding.code for finding in read.findings}


def test_marks_below_ja_and_nej_are_answers() -> None:
    lines = drawn(
        ("Risk", "Åtgärd", "Till internkontrollplan", ""),
        ("", "", "Ja", "Nej"),
        ("Risk att avtal saknas", "Inventera avtalen", "X", ""),
        ("Risk att beslut försenas", "Se över rutinen", "", "X"),
    )
    assert [row.in_plan for row in read_bytes(sheets({"Blad1": lines}), "fil.xlsx").rows] == [True, False]
