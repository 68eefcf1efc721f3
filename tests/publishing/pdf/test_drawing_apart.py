"""Each document is typeset in a process of its own: the same bytes, clear sentences, and limits that hold."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.publishing.pdf.every import judge
from tests.publishing.pdf.making import everything, long_table, publication

from riskbild.apart import asking
from riskbild.apart.asking import Nursery
from riskbild.publishing.pdf import draw, draw_each, drawing, typesetting
from riskbild.publishing.pdf.child import LOGO_BROKEN, TOO_LARGE
from riskbild.publishing.pdf.drawing import FAILED, TOO_LONG
from riskbild.publishing.pdf.level import Level
from riskbild.publishing.publication import Heading, Logo, Paragraph, Publication
from riskbild.rules.refusal import Refused

CHILD = "riskbild.publishing.pdf.child"
MEGABYTES = 280
"""Of addresses: more than a short document takes, and less than one of a hundred pages."""


def with_logo(content: bytes, media_type: str) -> Publication:
    made = everything()
    values = {name: getattr(made, name) for name in made.__dataclass_fields__}
    return Publication(**(values | {"logo": Logo(content, media_type, "Vapen")}))


def test_the_same_publication_gives_the_same_bytes() -> None:
    first, second = draw(everything(), level=Level.A3A), draw(everything(), level=Level.A3A)
    assert first.content == second.content == typesetting.typeset(everything(), Level.A3A).content


def test_many_documents_come_in_their_order() -> None:
    made = [publication(Heading(f"Dokument {number}", 1), title=f"Dokument {number}") for number in range(6)]
    alone = [draw(each).content for each in made]
    assert [each.content for each in draw_each(iter(made), at_once=2)] == alone


def test_no_more_documents_are_taken_than_are_needed() -> None:
    taken = []

    def coming() -> Iterator[Publication]:
        for number in range(50):
            taken.append(number)
            yield publication(Paragraph(str(number)))

    drawn = draw_each(coming(), at_once=2)
    next(drawn)
    assert len(taken) <= 5
    drawn.close()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"ingen bild", "image/png"),
        (b"<svg", "image/svg+xml"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"", "image/jpeg"),
    ],
    ids=["text", "half svg", "half png", "nothing"],
)
def test_a_broken_logo_is_told_as_such(content: bytes, media_type: str) -> None:
    with pytest.raises(Refused) as refused:
        draw(with_logo(content, media_type))
    assert refused.value.sentence == LOGO_BROKEN


def test_a_logo_that_reaches_for_a_file_is_refused() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname"/></svg>'
    with pytest.raises(Refused) as refused:
        draw(with_logo(svg, "image/svg+xml"))
    assert refused.value.sentence == LOGO_BROKEN


def test_letters_that_cannot_stand_together_are_replaced_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = typesetting.fonts
    monkeypatch.setattr(fonts, "drawable", lambda: frozenset("En lång rad\u0600. PDF") | frozenset("0123456789()"))
    made = typesetting.typeset(publication(Paragraph("En rad\u0600")), Level.A2A)
    assert any("U+0600" in str(finding.sentence) for finding in made.findings)
    judge(made.content)


def soon(test: Callable[[], object]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if test():
            return True
        time.sleep(0.005)
    return False


def test_a_worker_that_is_killed_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    nursery = Nursery(CHILD, 60)
    monkeypatch.setattr(drawing, "_nursery", nursery)
    draw(publication(Paragraph("Först")))
    assert nursery._process is not None
    children = Path(f"/proc/{nursery._process.pid}/task/{nursery._process.pid}/children")

    assert soon(lambda: not children.read_text())

    def kill() -> None:
        assert soon(children.read_text)
        time.sleep(0.3)  # by now it has taken its order
        os.kill(int(children.read_text().split()[0]), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(Refused) as refused:
        draw(publication(long_table(600)))
    killer.join()
    nursery.close()
    assert refused.value.sentence == TOO_LONG


@pytest.mark.parametrize(
    ("ended", "sentence"), [(-24, TOO_LONG), (-14, TOO_LONG), (-6, TOO_LARGE), (1, FAILED), (None, FAILED)]
)
def test_every_end_of_a_worker_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, ended: int | None, sentence: object
) -> None:
    class Ended:
        def ask(self, order: bytes) -> Iterator[dict[str, int | None]]:
            yield {"ended": ended}

    monkeypatch.setattr(drawing, "_nursery", Ended())
    with pytest.raises(Refused) as refused:
        draw(publication(Paragraph("Text")))
    assert refused.value.sentence == sentence


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Has everything that is drawn from now on drawn within lower limits, by a nursery of its own."""
    nursery, started = Nursery(CHILD, 60), asking._interpreter

    def lower(**limits: float) -> None:
        lowered = "; ".join(f"child.{name} = {value}" for name, value in limits.items())
        begin = f"from riskbild.publishing.pdf import child; {lowered}; "
        monkeypatch.setattr(asking, "_interpreter", lambda code, **given: started(begin + code, **given))
        monkeypatch.setattr(drawing, "_nursery", nursery)

    yield lower
    nursery.close()


def small_is_drawn_and_refused(made: Publication) -> object:
    """Draws a small document, which must be well, then this one, which must not; returns why."""
    assert draw(publication(Heading("Plan", 1), Paragraph("Kort"))).content
    with pytest.raises(Refused) as refused:
        draw(made)
    return refused.value.sentence


def test_a_document_that_needs_too_much_memory_is_refused(within: Callable[..., None]) -> None:
    within(MEMORY=MEGABYTES << 20)
    assert small_is_drawn_and_refused(publication(long_table(300))) == TOO_LARGE


def test_a_document_that_takes_too_much_time_is_refused(within: Callable[..., None]) -> None:
    within(CPU_SECONDS=1)
    assert small_is_drawn_and_refused(publication(long_table(700))) == TOO_LONG


def test_a_document_that_takes_too_long_by_the_clock_is_stopped(within: Callable[..., None]) -> None:
    within(WALL_SECONDS=0.4)
    with pytest.raises(Refused) as refused:
        draw(publication(long_table(700)))
    assert refused.value.sentence == TOO_LONG
