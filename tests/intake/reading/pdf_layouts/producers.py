"""The programs that draw the documents, each with the share of the seeds that it gets."""

import importlib
import io
import random
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.intake.reading.pdf_layouts.in_excel import excel
from tests.intake.reading.pdf_layouts.in_html import html
from tests.intake.reading.pdf_layouts.in_typst import typst
from tests.intake.reading.pdf_layouts.in_word import word
from tests.intake.reading.pdf_layouts.layouts import CLASSES, layout
from tests.intake.reading.pdf_layouts.paper import Made, Paper

type Many = Callable[[list[Made]], Iterator[bytes]]
SHARES: Final = {"reportlab": 4, "weasyprint": 3, "typst": 3, "chromium": 3, "writer": 3, "calc": 2}
_CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OFFICES: Final = ("soffice", "libreoffice")
_SECONDS_A_FILE: Final = 60


def made(seed: int) -> Made:
    """The document of a seed: classes of layout take turns, producers by chance."""
    name = list(CLASSES)[seed % len(CLASSES)]
    producer = random.Random(f"producer{seed}").choices(list(SHARES), list(SHARES.values()))[0]
    return layout(seed, name, producer)


def _reportlab(papers: list[Made]) -> Iterator[bytes]:
    from tests.intake.reading.pdf_layouts.in_reportlab import reportlab

    return (reportlab(each.paper) for each in papers)


def _weasyprint(papers: list[Made]) -> Iterator[bytes]:
    from weasyprint import HTML

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for each in papers:
            drawn: bytes = HTML(string=html(each.paper)).write_pdf()
            yield drawn


def _typst(papers: list[Made]) -> Iterator[bytes]:
    import typst as compiler

    for each in papers:
        pdf: bytes = compiler.compile(typst(each.paper).encode())
        yield pdf


def _chromium(papers: list[Made]) -> Iterator[bytes]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=_first(_CHROMIUMS))
        page = browser.new_page()
        for each in papers:
            page.set_content(html(each.paper))
            yield page.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()


def _first(programs: tuple[str, ...]) -> str | None:
    return next((found for program in programs if (found := shutil.which(program))), None)


def _writer(papers: list[Made]) -> Iterator[bytes]:
    return _by_office({f"{each.name}.docx": word(each.paper) for each in papers})


def _calc(papers: list[Made]) -> Iterator[bytes]:
    return _by_office({f"{each.name}.xlsx": excel(each.paper) for each in papers})


def _by_office(files: dict[str, bytes]) -> Iterator[bytes]:
    """One start of LibreOffice for all the files, with a profile of its own that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        command = [_first(_OFFICES) or "soffice", f"-env:UserInstallation=file://{name}/profile", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", name, *(str(folder / file) for file in files)]
        allowed = _SECONDS_A_FILE * (1 + len(files))
        subprocess.run(command, check=True, capture_output=True, timeout=allowed)
        for file in files:
            yield (folder / file).with_suffix(".pdf").read_bytes()


PRODUCERS: Final[dict[str, Many]] = {
    "reportlab": _reportlab,
    "weasyprint": _weasyprint,
    "typst": _typst,
    "chromium": _chromium,
    "writer": _writer,
    "calc": _calc,
}


def missing() -> set[str]:
    """The producers that are not installed on this machine."""
    lacking = {name for name in ("weasyprint", "typst") if not _imports(name)}
    lacking |= {"chromium"} if _first(_CHROMIUMS) is None else set()
    return lacking | ({"writer", "calc"} if _first(_OFFICES) is None else set())


def _imports(name: str) -> bool:
    try:
        importlib.import_module(name)
    except (ImportError, OSError):  # the package, or a library that it needs from the system
        return False
    return True


def drawn(papers: Iterable[Made]) -> Iterator[tuple[Made, bytes]]:
    """Every document with its file, a producer's documents together so that it starts but once."""
    waiting: dict[str, list[Made]] = {}
    for each in papers:
        waiting.setdefault(each.producer, []).append(each)
    for producer, these in waiting.items():
        for each, data in zip(these, PRODUCERS[producer](these), strict=True):
            yield each, turned(data, each.paper)


def turned(data: bytes, paper: Paper) -> bytes:
    """The file with its pages lying on their side or head, and an order to the viewer to set them upright."""
    if not paper.turned:
        return data
    import pikepdf

    wide, high = paper.size
    # What turns the content against the direction in which the viewer will turn the page.
    matrix, box = {
        90: (f"0 1 -1 0 {high} 0", (high, wide)),
        180: (f"-1 0 0 -1 {wide} {high}", (wide, high)),
        270: (f"0 -1 1 0 0 {wide}", (high, wide)),
    }[paper.turned]
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.contents_add(document.make_stream(f"q {matrix} cm\n".encode()), prepend=True)
            page.contents_add(document.make_stream(b"\nQ"))
            page.mediabox = [0, 0, *box]
            page.rotate(paper.turned, relative=False)
        document.save(stream)
    return stream.getvalue()
