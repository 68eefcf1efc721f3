"""Every PDF can be archived and listened to, by judges who know nothing of how it was made.

Whatever a test draws is judged as it is drawn (`tests.publishing.pdf.every`); here stand the documents of the tests,
the other judge, and what both must find fault with.
"""

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.publishing.pdf.every import every_pdf_judged, profiles_of
from tests.publishing.pdf.looking import broken_rules
from tests.publishing.pdf.making import publication
from tests.publishing.pdf.verapdf import judged

from riskbild.publishing.pdf import Level, draw, drawing
from riskbild.publishing.publication import Heading

NAMES = ("utb", "amn", "sno", "sn", "afn", "every", "twenty", "tall")
PROFILES = {Level.A2A: ("2a", "ua1"), Level.A3A: ("3a", "ua1"), Level.A1A: ("1a",), Level.A2B: ("2b",)}


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", NAMES)
def test_a_document_holds_to_both_standards(drawn: Mapping[str, bytes], name: str, profile: str) -> None:
    assert broken_rules(drawn[name], profile) == []


@pytest.mark.parametrize("level", list(Level), ids=lambda level: level.value)
def test_a_document_holds_to_the_level_that_was_asked_for(levels: Mapping[Level, bytes], level: Level) -> None:
    assert tuple(profiles_of(levels[level])) == PROFILES[level]
    assert [broken_rules(levels[level], profile) for profile in PROFILES[level]] == [[]] * len(PROFILES[level])


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file with something of it changed, and all that it says of itself as it was."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _without_what_it_says_of_itself(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def plain() -> bytes:
    """A PDF as most programs write it."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, "Utan taggar")
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="session")
def faulty(levels: Mapping[Level, bytes]) -> Mapping[str, tuple[str, bytes]]:
    """Files that break a profile, each for a reason of its own."""
    good = levels[Level.A2A]
    return {
        "attachments as 2a": ("2a", levels[Level.A3A]),
        "level b as 2a": ("2a", levels[Level.A2B]),
        "level b as ua1": ("ua1", levels[Level.A2B]),
        "2a as 3a": ("3a", good),
        "2a as 1a": ("1a", good),
        "1a as 2b": ("2b", levels[Level.A1A]),
        "2b without saying so": ("2b", changed(levels[Level.A2B], _without_what_it_says_of_itself)),
        "2a without tags": ("2a", changed(good, _without_tags)),
        "ua1 without tags": ("ua1", changed(good, _without_tags)),
        "3a without tags": ("3a", changed(levels[Level.A3A], _without_tags)),
        "1a without tags": ("1a", changed(levels[Level.A1A], _without_tags)),
        "ua1 without language": ("ua1", changed(good, _without_language)),
        "plain as 2a": ("2a", plain()),
        "plain as ua1": ("ua1", plain()),
    }


def test_the_judge_of_every_file_finds_each_fault(faulty: Mapping[str, tuple[str, bytes]]) -> None:
    assert [name for name, (profile, content) in faulty.items() if not broken_rules(content, profile)] == []


@pytest.mark.java
def test_verapdf_says_the_same(
    drawn: Mapping[str, bytes], levels: Mapping[Level, bytes], faulty: Mapping[str, tuple[str, bytes]]
) -> None:
    good = [(profile, drawn["twenty"]) for profile in ("2a", "ua1")]
    good += [(profile, content) for level, content in levels.items() for profile in PROFILES[level]]
    verdicts = judged([*good, *faulty.values()])
    assert verdicts[: len(good)] == [()] * len(good)
    assert [name for name, rules in zip(faulty, verdicts[len(good) :], strict=True) if not rules] == []


@pytest.mark.java
@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_verapdf_says_the_same_of_each_document(drawn: Mapping[str, bytes], name: str) -> None:
    assert judged([("2a", drawn[name]), ("ua1", drawn[name])]) == [(), ()]


@pytest.mark.parametrize("fault", [_without_tags, _without_language, _without_what_it_says_of_itself])
def test_no_test_can_draw_a_file_with_a_fault(
    monkeypatch: pytest.MonkeyPatch, fault: Callable[[pikepdf.Pdf], None]
) -> None:
    decoded = drawing.base64.b64decode
    monkeypatch.setattr(drawing.base64, "b64decode", lambda content: changed(decoded(content), fault))
    with every_pdf_judged(), pytest.raises(AssertionError):
        draw(publication(Heading("Plan", 1)))
