"""Hostile files of every kind are refused with one Swedish sentence, or read with a finding, and harm nothing."""

import os
import re
import time
from pathlib import Path

import pytest
from tests.intake.reading.hostile.files import EITHER, READ, REFUSED

from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.reading.apart import read_apart
from riskbild.rules import refusal
from riskbild.rules.sentence import Sentence

_LONGEST = 60.0
"""Seconds; on a machine that does much else, too."""


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def sentence_about(path: Path) -> Sentence:
    """The sentence that the file is refused with; nothing is written meanwhile, here or beside the file."""
    before = listed(path.parent), listed(Path.cwd())
    with pytest.raises(refusal.Refused) as refused:
        read_apart(path)
    assert (listed(path.parent), listed(Path.cwd())) == before
    return refused.value.sentence


def refusal_of(path: Path) -> str | None:
    """The sentence that the file is refused with; None if it is read."""
    try:
        read_apart(path)
    except refusal.Refused as refused:
        return str(refused.sentence)
    return None


def listed(folder: Path) -> list[tuple[str, int]]:
    return sorted((entry.name, entry.stat().st_size) for entry in os.scandir(folder) if not entry.is_dir())


def risks_of(document: ExchangeDocument) -> tuple[str | None, ...]:
    return tuple(row.risk for row in document.rows)


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_its_own_sentence(what: str, tmp_path: Path) -> None:
    case = REFUSED[what]
    sentence = sentence_about(put(tmp_path, case.name, case.build()))
    assert sentence == case.sentence.format(name=case.name)


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_is_one_sentence_in_swedish_that_names_the_file(what: str) -> None:
    case = REFUSED[what]
    swedish = str(case.sentence.format(name=case.name))
    assert swedish.startswith(f"Filen {case.name} ")
    assert re.fullmatch(r"[^\n{}]{10,160}\.", swedish)


@pytest.mark.parametrize("what", READ)
def test_a_file_that_is_only_odd_is_read_with_what_was_noticed(what: str, tmp_path: Path) -> None:
    case = READ[what]
    document = read_apart(put(tmp_path, case.name, case.build()))
    assert risks_of(document) == case.risks
    assert case.findings <= {finding.code for finding in document.findings}


@pytest.mark.parametrize("what", EITHER)
def test_whatever_else_a_file_does_it_ends_soon_in_an_answer_for_people(what: str, tmp_path: Path) -> None:
    name, build = EITHER[what]
    path = put(tmp_path, name, build())
    started = time.monotonic()
    refused = refusal_of(path)
    assert refused is None or re.fullmatch(rf"Filen {name} [^\n{{}}']{{10,160}}\.", refused)
    assert time.monotonic() - started < _LONGEST
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
