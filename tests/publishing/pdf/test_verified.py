"""Every PDF can be archived and listened to, by judges who know nothing of how it was made."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.publishing.pdf.looking import broken_rules
from tests.publishing.pdf.verapdf import java, judged

from riskbild.publishing.pdf import Level

NAMES = ("utb", "amn", "sno", "sn", "afn", "every", "twenty", "tall")
PROFILES = {
    Level.A2A_UA1: ("2a", "ua1"), Level.A3A_UA1: ("3a", "ua1"), Level.A1A: ("1a",), Level.A2B: ("2b",)
}  # fmt: skip


def kept(folder: Path, name: str, content: bytes) -> Path:
    file = folder / f"{name}.pdf"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", NAMES)
def test_a_document_holds_to_both_standards(
    drawn: Mapping[str, bytes], name: str, profile: str, tmp_path: Path
) -> None:
    assert broken_rules(kept(tmp_path, name, drawn[name]), profile) == []


@pytest.mark.parametrize("level", list(Level), ids=lambda level: level.value)
def test_a_document_holds_to_the_level_that_was_asked_for(
    levels: Mapping[Level, bytes], level: Level, tmp_path: Path
) -> None:
    file = kept(tmp_path, level.value, levels[level])
    assert [broken_rules(file, profile) for profile in PROFILES[level]] == [[]] * len(PROFILES[level])


def untagged(folder: Path) -> Path:
    file = folder / "untagged.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(100, 700, "Utan taggar")
    canvas.save()
    return file


def test_the_judges_are_not_always_pleased(levels: Mapping[Level, bytes], tmp_path: Path) -> None:
    plain = kept(tmp_path, "plain", levels[Level.A2B])
    assert broken_rules(plain, "ua1")
    assert broken_rules(untagged(tmp_path), "ua1")
    assert broken_rules(untagged(tmp_path), "2a")


@pytest.mark.java
@pytest.mark.skipif(java() is None, reason="veraPDF needs a JDK (Debian: openjdk-17-jdk-headless)")
def test_verapdf_says_the_same(drawn: Mapping[str, bytes], levels: Mapping[Level, bytes], tmp_path: Path) -> None:
    good = [kept(tmp_path, name, drawn[name]) for name in NAMES if name != "tall"]
    plain = kept(tmp_path, "plain", levels[Level.A2B])
    verdicts = judged([*good, plain, untagged(tmp_path)], ["ua1", "2a"])
    assert {
        key: rules for key, rules in verdicts.items() if rules and key[0] not in {"plain.pdf", "untagged.pdf"}
    } == {}
    assert len(verdicts) == 2 * (len(good) + 2)
    assert all(verdicts["plain.pdf", profile] for profile in ("ua1", "2a"))
    assert all(verdicts["untagged.pdf", profile] for profile in ("ua1", "2a"))
