"""Wraps of narrow cells are undone: cut words whole again, real hyphens and paragraphs kept."""

import pytest

from riskbild.intake.reading.grid import Line
from riskbild.intake.reading.words import Words, dictionary
from riskbild.intake.reading.wrap import Mender

KNOWN_WORDS = """
utbildningsanordnarna handläggning handläggningen verksamhetssystem verksamhets system kompetens utveckling
kompetensutveckling personal omsättning personalomsättning hög vårdnadshavare elev rutin rutiner saknas
medarbetare risk konsekvensanalyser behandling särbehandling kränkande samverkan nämnden beslut fattas fel
"""
KNOWN = frozenset(KNOWN_WORDS.split())


def mender(*, blanks: bool | None = None, check: object = None) -> Mender:
    """One that knows the words above and has learnt whether blanks are written before breaks."""
    made = Mender(Words(KNOWN.__contains__))
    if blanks is not None:
        made.learn([[Line("ett", blanks), Line("två", None)] for _ in range(25)])
    return made


def mended(*texts: str, blanks: tuple[bool, ...] = ()) -> str:
    """The lines mended; a blank before a break where `blanks` says so."""
    lines = [Line(text, blanks[place] if place < len(blanks) else None) for place, text in enumerate(texts)]
    return mender(blanks=True if blanks else None).mend(lines).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("utbildningsanordnar", "na"), "utbildningsanordnarna"),
        (("hög", "personalomsättning"), "hög personalomsättning"),
        (("rutiner för handlägg-", "ning saknas"), "rutiner för handläggning saknas"),
        (("handlägg\u00ad", "ningen"), "handläggningen"),
        (("handlägg\u2010", "ningen"), "handläggningen"),
        (("IT-", "system"), "IT-system"),
        (("HVB-", "hem"), "HVB-hem"),
        (("risk-", "och konsekvensanalyser"), "risk- och konsekvensanalyser"),
        (("Nord-", "Ost"), "Nord-Ost"),
        (("vårdnadshavare/", "elev"), "vårdnadshavare/elev"),
        (("Rutin saknas.", "Nämnden beslutar."), "Rutin saknas. Nämnden beslutar."),
        (("-", "rutin"), "- rutin"),
        (("fel beslut", ", fattas"), "fel beslut, fattas"),
    ],
)
def test_two_lines_become_the_text_that_was_meant(lines: tuple[str, str], text: str) -> None:
    assert mended(*lines) == text


def test_a_blank_before_the_break_means_that_no_word_was_cut() -> None:
    assert mended("kompetens", "utveckling", blanks=(True,)) == "kompetens utveckling"
    assert mended("kompetens", "utveckling", blanks=(False,)) == "kompetensutveckling"


def test_a_line_that_ends_a_paragraph_keeps_its_break() -> None:
    lines = [Line("Rutin saknas", paragraph=True), Line("beslut fattas")]
    assert mender().mend(lines).text == "Rutin saknas\nbeslut fattas"


def test_a_gap_between_lines_is_a_paragraph() -> None:
    lines = [
        Line("Rutiner för handläggning av ärenden", box=(0, 0, 100, 10)),
        Line("saknas i nämnden som det verkar nu.", box=(0, 12, 100, 22)),
        Line("Beslut fattas fel", box=(0, 36, 60, 46)),
    ]
    assert mender().mend(lines).text.split("\n")[1] == "Beslut fattas fel"


def boxed(*texts: str) -> list[Line]:
    """Lines one below the other, each as wide as its letters."""
    return [Line(text, box=(0, 12 * row, 5 * len(text), 12 * row + 10)) for row, text in enumerate(texts)]


def knowing(*words: str) -> Mender:
    """One that knows these words and no other."""
    return Mender(Words(frozenset(words).__contains__))


def test_a_word_before_another_that_is_cut_over_lines_stays_by_itself() -> None:
    known = knowing("digital", "arvodesblankett", "digitalarvodesblankett")
    assert known.mend(boxed("Inför digital", "arvodesblanke", "tt")).text == "Inför digital arvodesblankett"
    assert known.mend(boxed("Inför", "digital", "arvodesblanke", "tt")).text == "Inför digital arvodesblankett"


def test_a_word_that_begins_beside_others_is_cut_where_the_line_is_full_and_its_end_is_no_word() -> None:
    known = knowing("enhetschef", "överför", "överförmyndarenheten")
    assert known.mend(boxed("Enhetschef överför", "myndarenheten")).text == "Enhetschef överförmyndarenheten"
    assert known.mend(boxed("Enhetschef", "överför", "myndarenheten m.fl.")).text.endswith(
        "överför myndarenheten m.fl."
    )


def test_how_sure_a_mended_text_is_follows_its_least_sure_join() -> None:
    sure = mender().mend([Line("Rutin saknas."), Line("Beslut fattas.")]).sure
    unsure = mender().mend([Line("obekant-"), Line("ord")]).sure
    assert unsure < sure


def test_without_a_dictionary_the_words_of_the_document_count() -> None:
    words = Words(None)
    words.learn(["Diariesystemet används. Alla har diariesystemet."])
    lines = [Line("Diariesyste"), Line("met")]
    assert Mender(words).mend(lines).text == "Diariesystemet"


@pytest.mark.skipif(dictionary() is None, reason="the optional spelling dictionary is not installed")
def test_the_dictionary_knows_compounds_and_refuses_their_halves() -> None:
    words = Words(dictionary())
    assert words.knows("verksamhetssystem")
    assert not words.knows("verksamhetss")
