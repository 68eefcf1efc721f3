"""Each document is typeset in a process of its own: the same bytes, clear sentences, and limits that hold."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.publishing.pdf.making import everything, long_table, publication

from riskbild.apart.asking import Nursery
from riskbild.publishing.pdf import draw, draw_each, drawing, typesetting
from riskbild.publishing.pdf.child import LOGO_BROKEN, TOO_LARGE, ordered
from riskbild.publishing.pdf.drawing import FAILED, TOO_LONG
from riskbild.publishing.pdf.level import Level
from riskbild.publishing.publication import Heading, Logo, Paragraph, Publication
from riskbild.rules.refusal import Refused

CHILD = "riskbild.publishing.pdf.child"


def with_logo(content: bytes, media_type: str) -> Publication:
    made = everything()
    values = {name: getattr(made, name) for name in made.__dataclass_fields__}
    return Publication(**(values | {"logo": Logo(content, media_type, "Vapen")}))


def test_the_same_publication_gives_the_same_bytes() -> None:
    first, second = draw(everything(), level=Level.A3A_UA1), draw(everything(), level=Level.A3A_UA1)
    assert first.content == second.content == typesetting.typeset(everything(), Level.A3A_UA1).content


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
    made = typesetting.typeset(publication(Paragraph("En rad\u0600")), Level.A2A_UA1)
    assert any("U+0600" in str(finding.sentence) for finding in made.findings)


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


def test_a_document_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    order = tmp_path / "order"
    order.write_bytes(ordered(publication(long_table(300)), Level.A2A_UA1))
    code = (
        "import sys; from pathlib import Path; from riskbild.publishing.pdf import child\n"
        "child.MEMORY = 250 << 20\n"
        f"child.work(Path({str(order)!r}).read_bytes(), sys.stdout.buffer)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    answered = json.loads(done.stdout or b"{}")
    assert done.returncode == -signal.SIGABRT or answered == {"refused": [TOO_LARGE.sv, TOO_LARGE.en]}
