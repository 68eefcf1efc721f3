"""A PDF file as content: its tables, put together over pages, and the texts around them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pypdfium2 as pdfium

from riskbild.intake.reading import limits
from riskbild.intake.reading.child import allow_pages, allow_scans, page_read
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.grid import BlockKind, Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.pdf.fields import Filled, flattened, open_forms
from riskbild.intake.reading.pdf.finishing import grid_of, learn
from riskbild.intake.reading.pdf.furniture import Margin, margins_of
from riskbild.intake.reading.pdf.gridding import rows_are_drawn, table_of, within, without_empty
from riskbild.intake.reading.pdf.grouping import with_groups
from riskbild.intake.reading.pdf.lattice import lattices_of
from riskbild.intake.reading.pdf.lines import rows_of_words, text_of
from riskbild.intake.reading.pdf.opening import has_owner_password, has_scripts, opened, page_of
from riskbild.intake.reading.pdf.page import Page, PageTable, Word
from riskbild.intake.reading.pdf.printed import printed_page
from riskbild.intake.reading.pdf.stitching import stitched
from riskbild.intake.reading.pdf.texts import Paragraph, kind_of, paragraphs_of, running_styles, title_of
from riskbild.intake.reading.pdf.unruled import unruled_tables
from riskbild.intake.reading.scan.page import scanned_page
from riskbild.intake.reading.scan.tesseract import program as can_read_scans
from riskbild.intake.reading.side_pages import with_strips_joined
from riskbild.intake.reading.words import Words, dictionary
from riskbild.intake.reading.wrap import Mender
from riskbild.rules.finding import Finding, Severity

MEDIA_TYPE: Final = "application/pdf"
# Chromium and ReportLab; they break lines at blanks and hyphens only.
_NO_BREAK_AT_SLASH: Final = ("Skia/PDF", "ReportLab")
_PICTURE: Final = 0.5
_USUAL_SIZE: Final = 10.0
_UNREADABLE: Final = 0.3
_DOUBTFUL: Final = 0.6
_SOME_UNMAPPED: Final = 0.01


def read_pdf(data: bytes, name: str) -> Content:
    """The document in `data`; `name` is for refusals.

    Refused with one sentence if it has a password, is damaged, is too long, or holds no text, such as a scan.
    """
    with opened(data, name) as document:
        allow_pages(len(document))
        open_forms(document)
        pages = [_read(document, number, name) for number in range(1, len(document) + 1)]
        pages = _with_scans(document, pages, name)
        told = tuple(_noticed(document, data))
        breaks_at_slash = not document.get_metadata_value("Producer").startswith(_NO_BREAK_AT_SLASH)
    _refuse_without_text(pages, name)
    content = _content(pages, Mender(Words(dictionary()), breaks_at_slash=breaks_at_slash))
    return Content(
        MEDIA_TYPE,
        tuple(with_strips_joined(content.blocks)),
        pages=len(pages),
        unread=tuple(content.unread),
        findings=(*told, *_findings(pages), *_doubts(content)),
    )


def _read(document: pdfium.PdfDocument, number: int, name: str) -> Page:
    page, filled = page_of(document, number, name), Filled()
    try:
        if document.formenv is not None:
            filled = flattened(document, page)
            page.close()
            page = page_of(document, number, name)
        return printed_page(page, number, filled)
    finally:
        page.close()
        page_read(number)


def _with_scans(document: pdfium.PdfDocument, pages: list[Page], name: str) -> list[Page]:
    """The pages, with what is read in those that are nothing but a picture, where there is a program that can."""
    scans = [page for page in pages if page.letters == 0 and page.pictured > _PICTURE]
    if not scans or not can_read_scans():
        return pages
    if len(scans) > limits.SCANNED_PAGES:
        refuse(limits.TOO_MANY_SCANS, name, pages=len(scans))
    allow_scans(len(scans))
    for done, scan in enumerate(scans, 1):
        page = page_of(document, scan.number, name)
        try:
            pages[scan.number - 1] = scanned_page(page, scan.number)
        except OSError:
            refuse(limits.SCAN_FAILED, name, page=scan.number)
        finally:
            page.close()
        page_read(done)
    return pages


def _refuse_without_text(pages: Sequence[Page], name: str) -> None:
    letters = sum(page.letters for page in pages)
    if letters == 0:
        pictured = any(page.pictured > _PICTURE and not page.scanned for page in pages)
        refuse(limits.ONLY_PICTURES if pictured else limits.NO_TEXT, name)
    if sum(page.unmapped for page in pages) > _UNREADABLE * letters:
        refuse(limits.UNREADABLE_FONTS, name)


def _noticed(document: pdfium.PdfDocument, data: bytes) -> Iterator[Finding]:
    """What is to be told of the file as a whole."""
    if has_owner_password(document):
        yield noticed(Noticed.OWNER_PASSWORD, Severity.INFO, "")
    if has_scripts(document, data):
        yield noticed(Noticed.MACROS, Severity.WARNING, "")
    if count := document.count_attachments():
        yield noticed(Noticed.ATTACHMENTS, Severity.WARNING, "", count=count)


def _findings(pages: Sequence[Page]) -> Iterator[Finding]:
    if any(page.links for page in pages):
        yield noticed(Noticed.LINKS, Severity.INFO, "", count=sum(page.links for page in pages))
    if fields := sum(page.fields for page in pages):
        yield noticed(Noticed.FORM_FIELDS, Severity.INFO, "", count=fields)
    if scanned := sum(page.scanned for page in pages):
        yield noticed(Noticed.SCANNED_PAGES, Severity.INFO, "", count=scanned)
    letters = sum(page.letters for page in pages)
    if sum(page.right_to_left for page in pages) > 0.005 * letters:
        yield noticed(Noticed.RIGHT_TO_LEFT, Severity.WARNING, "")
    for page in pages:
        if page.unmapped > _SOME_UNMAPPED * page.letters:
            yield noticed(Noticed.UNMAPPED_FONT, Severity.WARNING, f"sida {page.number}", count=page.unmapped)
        if page.letters == 0 and page.pictured > _PICTURE and not page.scanned:
            yield noticed(Noticed.PICTURED_PAGE, Severity.WARNING, f"sida {page.number}")


def _doubts(content: "_Gathered") -> Iterator[Finding]:
    for page in content.unsure:
        yield noticed(Noticed.ROWS_UNSURE, Severity.WARNING, f"sida {page}")


@dataclass(slots=True)
class _Gathered:
    """The content of a document as it comes together; `placed` has page, top and left of each block, `unsure` are
    the pages on which tables begin whose rows are hard to tell apart.
    """

    placed: list[tuple[tuple[int, float, float], TextBlock | Grid]] = field(default_factory=list)
    unread: list[TextBlock] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)

    @property
    def blocks(self) -> list[TextBlock | Grid]:
        """The blocks in reading order."""
        return [block for _, block in sorted(self.placed, key=lambda each: each[0])]


def _content(pages: Sequence[Page], mender: Mender) -> _Gathered:
    tables, outside = _ruled(pages)
    margins = margins_of(pages, outside)
    aside = {id(word) for margin in margins for word in margin.words}
    running = [[word for word in words if id(word) not in aside] for words in outside]
    unruled = unruled_tables(pages, running, drawn=bool(tables))
    every = sorted([*tables, *unruled.tables], key=lambda table: (table.page, table.top, table.edges[0]))
    paragraphs = [
        paragraph
        for page, words in zip(pages, unruled.left, strict=True)
        for paragraph in paragraphs_of(words, page.number, [table.top for table in every if table.page == page.number])
    ]
    every, paragraphs = with_groups(every, paragraphs)
    whole = stitched(every, pages, _texts_before(every, paragraphs))
    gathered = _Gathered()
    _add_tables(whole, paragraphs, pages, mender, gathered)
    _add_margins(margins, pages, gathered)
    for page in pages:
        gathered.unread += [
            TextBlock(text_of(line), where=f"sida {page.number}", page=page.number)
            for line in rows_of_words(page.outside)
        ]
    return gathered


def _ruled(pages: Sequence[Page]) -> tuple[list[PageTable], list[list[Word]]]:
    """The ruled tables of all pages, and the words of each page that are in none of them."""
    tables: list[PageTable] = []
    outside: list[list[Word]] = []
    for page in pages:
        left = page.words
        for lattice in lattices_of(page):
            inside = [word for word in left if within(word, lattice.box)]
            table = without_empty(table_of(page, lattice, inside))
            if rows_are_drawn(table) and sum(bool(part.lines) for part in table.parts) > 1:
                taken = {id(word) for word in inside}
                left = [word for word in left if id(word) not in taken]
                tables.append(table)
        outside.append(left)
    return tables, outside


def _texts_before(tables: Sequence[PageTable], paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each table, whether a text stands between it and the table before."""
    found, before = [], (0, 0.0)
    for table in tables:
        place = (table.page, table.top)
        found.append(any(before < (each.page, each.box[1]) < place for each in paragraphs))
        before = (table.last_page, table.bottom)
    return found


def _add_tables(
    tables: Sequence[PageTable],
    paragraphs: Sequence[Paragraph],
    pages: Sequence[Page],
    mender: Mender,
    gathered: _Gathered,
) -> None:
    pitches = learn(tables)
    mender.learn([part.lines for table in tables for part in table.parts] + [each.lines for each in paragraphs])
    for number, table in enumerate(tables, 1):
        grid = grid_of(table, number, pages, pitches, mender)
        gathered.unsure += [table.page] if table.sure <= _DOUBTFUL else []
        gathered.placed.append(((table.page, table.top, table.edges[0]), grid))
        gathered.unread += [
            TextBlock(text, BlockKind.PAGE_HEADER, f"sida {part.page}", part.page)
            for part in table.repeated
            if (text := part.text)
        ]
    usual = _usual_size(pages)
    first = min(((table.page, table.top) for table in tables), default=(len(pages) + 1, 0.0))
    title = title_of([each for each in paragraphs if (each.page, each.box[1]) < first], usual)
    running = running_styles(paragraphs)
    for paragraph in paragraphs:
        kind = BlockKind.TITLE if paragraph is title else kind_of(paragraph, usual, running)
        text = mender.mend(paragraph.lines).text
        box = pages[paragraph.page - 1].as_shown(paragraph.box)
        block = TextBlock(text, kind, f"sida {paragraph.page}", paragraph.page, box)
        gathered.placed.append(((paragraph.page, paragraph.box[1], paragraph.box[0]), block))


def _usual_size(pages: Sequence[Page]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for word in page.words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else _USUAL_SIZE


def _add_margins(margins: Sequence[Margin], pages: Sequence[Page], gathered: _Gathered) -> None:
    """Headers and footers; one that says again what another has said is only named among what is left out."""
    seen: set[str] = set()
    for margin in margins:
        kind = BlockKind.PAGE_HEADER if margin.top else BlockKind.PAGE_FOOTER
        words = margin.words
        box = (words[0].x0, words[0].y0, words[-1].x1, words[-1].y1)
        shown = pages[margin.page - 1].as_shown(box)
        block = TextBlock(margin.text, kind, f"sida {margin.page}", margin.page, shown)
        if margin.text in seen:
            gathered.unread.append(block)
        else:
            gathered.placed.append(((margin.page, words[0].y0, words[0].x0), block))
        seen.add(margin.text)
