"""A file is read in a process of its own: the same answer, the same refusals, and its limits hold."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.intake.reading.test_cases import FOLDER

from riskbild.apart import asking
from riskbild.apart.asking import Nursery
from riskbild.documents import limits
from riskbild.documents.exchange import write_exchange
from riskbild.intake.reading import apart, child, read
from riskbild.intake.reading.apart import page_apart, read_apart, read_with_look_apart
from riskbild.intake.reading.formats import content_of
from riskbild.intake.reading.look import look_of
from riskbild.intake.reading.pdf.picture import page_png
from riskbild.intake.stored import document_data, document_from
from riskbild.rules.refusal import Refused

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither such limits nor forks")
A_PDF = "A_typst_ruled.pdf"
PAGES = "Risk\f" * 20


def test_reading_apart_gives_what_reading_here_gives() -> None:
    assert read_apart(FOLDER / "A.xlsx") == read(FOLDER / "A.xlsx")


def test_a_child_that_starts_from_nothing_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FORKS", False)
    assert read_apart(FOLDER / "A.docx") == read(FOLDER / "A.docx")


def test_many_files_are_read_at_once() -> None:
    found = {}

    def work(name: str) -> None:
        found[name] = read_apart(FOLDER / name)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("A.xlsx", "B.docx", "C.docx", "D.xlsx")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: len(document.rows) for name, document in found.items()} == {
        name: len(read(FOLDER / name).rows) for name in ("A.xlsx", "B.docx", "C.docx", "D.xlsx")
    }


def test_a_stored_file_is_called_what_its_owner_calls_it() -> None:
    document = read_apart(FOLDER / "A.xlsx", name="Risklista 2026.xlsx")
    assert document == replace(read(FOLDER / "A.xlsx"), source=document.source)
    assert document.source.name == "Risklista 2026.xlsx"


def test_a_refusal_comes_through_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "fil.xlsx"
    file.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(Refused) as refused:
        read_apart(file)
    assert refused.value.sentence.sv == "Filen fil.xlsx är skadad och kan inte läsas."
    assert refused.value.sentence.en == "fil.xlsx is damaged and cannot be read."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="finns inte"):
        read_apart(tmp_path / "ingen.xlsx")


@unix
def test_the_child_cannot_take_more_memory_than_it_may() -> None:
    code = (
        "from riskbild.intake.reading import child; child.limit_itself()\n"
        "try:\n    bytearray(child.MEMORY)\nexcept MemoryError:\n    print('stopped')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "stopped"


def endless(tmp_path: Path) -> bytes:
    """The order to read a file that never comes to its end."""
    pipe = tmp_path / "aldrig.txt"
    os.mkfifo(pipe)
    return b'{"do": "read", "path": "%s", "name": "aldrig.txt", "with": {"profile": null}}' % str(pipe).encode()


def child_of(process: int) -> Callable[[], list[int]]:
    """Which children a process has now."""
    return lambda: [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def soon(test: Callable[[], object]) -> bool:
    """Whether something comes true within seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if test():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """A nursery of its own, started."""
    made = Nursery("riskbild.intake.reading.child", child.WALL_SECONDS)
    assert list(made.ask(b'{"do": "read", "path": "/", "name": "", "with": {"profile": null}}'))[-1]["ended"] == 1
    yield made
    made.close()


@unix
def test_a_child_ends_when_nobody_waits_for_it(nursery: Nursery, tmp_path: Path) -> None:
    assert nursery._process is not None
    children = child_of(nursery._process.pid)
    asked = nursery.ask(endless(tmp_path))
    waiting = threading.Thread(target=lambda: next(asked, None), daemon=True)
    waiting.start()
    assert soon(children)
    nursery.close()
    waiting.join(10)
    assert not waiting.is_alive()


@unix
def test_a_child_that_is_killed_is_told_with_its_end(nursery: Nursery, tmp_path: Path) -> None:
    assert nursery._process is not None
    children = child_of(nursery._process.pid)
    threading.Thread(target=lambda: soon(children) and os.kill(children()[0], signal.SIGXCPU)).start()
    assert list(nursery.ask(endless(tmp_path))) == [{"ended": -signal.SIGXCPU}]


@unix
def test_a_nursery_that_has_ended_is_started_again(nursery: Nursery) -> None:
    assert nursery._process is not None
    nursery._process.kill()
    nursery._process.wait()
    assert list(nursery.ask(b'{"do": "read", "path": "/", "name": "", "with": {"profile": null}}')) == [{"ended": 1}]


@unix
def test_a_file_over_its_time_is_refused(nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    assert nursery._process is not None
    monkeypatch.setattr(apart, "nursery", nursery)
    children = child_of(nursery._process.pid)

    def run_out() -> None:
        if soon(children):
            os.kill(children()[0], signal.SIGXCPU)

    threading.Thread(target=run_out).start()
    with pytest.raises(Refused, match="för lång tid"):
        read_apart(FOLDER / "A.xlsx")


@pytest.mark.parametrize("name", ["A.xlsx", "A.docx", A_PDF])
def test_a_file_says_and_looks_the_same_from_there_wherever_one_stands(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    data = (FOLDER / name).read_bytes()
    look = json.loads(json.dumps(look_of(content_of(data, name), data, name)))
    assert look
    assert read_with_look_apart(Path(name)) == (read(FOLDER / name), look)


def test_a_page_is_drawn_there_as_it_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    here = page_png((FOLDER / A_PDF).read_bytes(), 1, width=640, name=A_PDF)
    assert page_apart(Path(A_PDF), 1, width=640, name=A_PDF) == here
    with pytest.raises(Refused, match="A har ingen sida 99"):
        page_apart(Path(A_PDF), 99, width=640, name="A")


def test_progress_is_told_page_by_page_to_the_end(tmp_path: Path) -> None:
    file = tmp_path / "sidor.txt"
    file.write_text(PAGES)
    told: list[tuple[int, int]] = []
    read_apart(file, progress=lambda done, pages: told.append((done, pages)))
    assert told[0] == (0, 20)
    assert told[-1] == (20, 20)
    assert told == sorted(told)


def test_who_is_told_of_the_progress_can_stop_the_reading(tmp_path: Path) -> None:
    file = tmp_path / "sidor.txt"
    file.write_text(PAGES)

    def enough(done: int, pages: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_apart(file, progress=enough)
    assert read_apart(FOLDER / "A.xlsx").rows


def test_outside_a_child_nothing_is_told_and_nothing_limited() -> None:
    child.allow_pages(5)
    child.page_read(5)
    assert (child._Told.out, child._Told.pages) == (None, 0)


def test_a_list_of_seven_thousand_risks_is_read_and_stored(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Risker")
    sheet.append(["Nr", "Process", "Risk", "Orsak", "Konsekvens", "S", "K", "Riskvärde", "Åtgärd", "Ansvarig"])
    for number in range(1, 7_001):
        sheet.append(
            [
                *(number, f"Process {number % 40}", f"Risk att beslut {number} fattas utan underlag"),
                *("Otydliga rutiner för beredning", "Kan leda till felaktiga beslut", 2, 3, 6),
                *("Ta fram en rutin för beredning", "Nämndsekreterare"),
            ]
        )
    file = tmp_path / "register.xlsx"
    book.save(file)
    document = read_apart(file)
    assert [row.reference for row in document.rows] == [str(number) for number in range(1, 7_001)]
    assert len(write_exchange(document)) > limits.FILE_BYTES
    assert document_from(document_data(document)) == document
