"""The word list is made of a spelling dictionary: compounds out, parts in, each with its forms as a first part."""

import io
from pathlib import Path

import pytest

from riskbild.search.compound import Splitter
from riskbild.search.derive_words import main
from riskbild.search.lexicon import lexicon, read_lexicon

AFFIXES = """\
SFX  D  Y  1
SFX  D  0  en  [^a]
SFX  E  Y  1
SFX  E  0  n  [^m]
SFX  v  N  1
SFX  v  0  s/WXZ  [^a]
SFX  u  N  1
SFX  u  e  s/WXZ  e
"""
WORDS = """\
9
plåtning/DvY
reparation/DvY
plåtningsreparation/DY
plåtarbete/EuY
ställning/DvY
Plåtköping/DX
plåtningställe/%EY
verkstad/DY
plåt/DXY
"""


@pytest.fixture
def made(tmp_path: Path) -> list[str]:
    (tmp_path / "x.aff").write_text(AFFIXES, encoding="utf-8")
    (tmp_path / "x.dic").write_text(WORDS, encoding="utf-8")
    out = io.StringIO()
    main([str(tmp_path / "x.aff"), str(tmp_path / "x.dic")], out)
    return out.getvalue().splitlines()


def test_words_are_kept_and_compounds_names_and_mistakes_left_out(made: list[str]) -> None:
    assert [line.split()[0] for line in made[1:]] == ["plåt", "plåtning", "reparation", "ställning", "verkstad"]


def test_a_word_has_the_forms_in_which_it_stands_first(made: list[str]) -> None:
    assert "plåtning plåtnings-" in made
    assert "plåt plåt-" in made


def test_the_list_made_takes_compounds_apart(made: list[str]) -> None:
    splitter = Splitter(read_lexicon(made))
    assert [part.word for part in splitter.split("plåtningsverkstaden")] == ["plåtning", "verkstad"]


def test_the_first_line_tells_source_and_licence(made: list[str]) -> None:
    assert "LGPL-3.0" in made[0]
    assert made[0].startswith("#")


def test_a_line_says_what_a_word_may_do() -> None:
    lists = read_lexicon(
        ["lön lön- -lön", "ord", "~samman", "skol-", "bok bok- =böcker  # a remark", "rapp rapp-", "!rapp", ""]
    )
    assert lists.words == {"lön", "ord", "samman", "bok", "rapp"}
    assert lists.first == {"lön": "lön", "skol": "skol", "bok": "bok"}
    assert lists.never_last == {"ord", "samman", "bok", "rapp"}
    assert lists.irregular == {"böcker": "bok"}


def test_the_lists_that_are_shipped_are_whole_and_say_whose_they_are() -> None:
    shipped = lexicon()
    assert len(shipped.words) > 60_000
    assert len(shipped.first) > 15_000
    assert all(word.isalpha() and word.islower() for word in shipped.words | shipped.first.keys())
