"""Looks into PDF files: what they say, how they are tagged, and whether they hold to the standards."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import page
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object
from tests.publishing.pdf.verapdf import judged

# Where the validator is wrong by itself, and veraPDF passes the file.
_FALSE_ALARMS = ("STREAM-LENGTH-001", "METADATA-FILTER-001")


def broken_rules(content: bytes, profile: str) -> list[str]:
    """The rules of a profile that a file breaks; veraPDF decides where only doubtful ones seem broken."""
    broken = rules_broken(content, profile)
    return list(judged([(profile, content)])[0]) if in_doubt(broken) else broken


def rules_broken(content: bytes, profile: str) -> list[str]:
    """The rules of a profile that the quick judge finds broken; it is wrong of a few, see `in_doubt`."""
    found = page.validate_pdf_bytes(content, profile=profile, limits=page.SafetyLimits.unlimited())
    return [] if found.is_compliant else [f"{each.rule_id} {each.message}" for each in found.failures]


def in_doubt(broken: Sequence[str]) -> bool:
    """Whether nothing is broken but what the quick judge is known to be wrong of."""
    return bool(broken) and all(rule.split(" ")[0].endswith(_FALSE_ALARMS) for rule in broken)


def text_of(content: bytes) -> str:
    """All text, page by page."""
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)


def pages_of(content: bytes) -> int:
    """How many pages there are."""
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def letters_of(text: str) -> Counter[str]:
    """The letters and digits of a text, counted."""
    return Counter(filter(str.isalnum, text))


@dataclass
class Tagged:
    """A table as who listens to it knows it."""

    rows: int = 0
    column_headers: int = 0
    row_headers: list[str] = field(default_factory=list)
    headers_of: list[list[str]] = field(default_factory=list)


@dataclass
class Structure:
    """What a file tells of itself, and its tags."""

    language: str
    title: str
    outline: list[str]
    kinds: Counter[str]
    alternatives: list[str]
    tables: list[Tagged]


def structure_of(content: bytes) -> Structure:
    """The tags of a file, walked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_outline() as outline:
            titles = list(_titles(outline.root))
        found = Structure(str(pdf.Root.Lang), str(pdf.docinfo["/Title"]), titles, Counter(), [], [])
        for element in _below(pdf.Root.StructTreeRoot):
            kind = str(element.S).removeprefix("/")
            found.kinds[kind] += 1
            if kind == "Figure":
                found.alternatives.append(str(element.get("/Alt", "")))
            if kind == "Table":
                found.tables.append(_table(element))
        return found


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _below(element: Object) -> Iterator[Object]:
    kids = element.get("/K")
    each = [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]
    for kid in each:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _said(cell: Object, name: str) -> Object | None:
    there = cell.get("/A")
    each = [] if there is None else list(there) if isinstance(there, Array) else [there]
    return next((one[name] for one in each if name in one), None)


def _table(element: Object) -> Tagged:
    table = Tagged()
    for part in _below(element):
        if part.S == Name.TR:
            table.rows += 1
        elif part.S == Name.TH and _said(part, "/Scope") == Name.Row:
            table.row_headers.append(str(part.ID))
        elif part.S == Name.TH:
            table.column_headers += 1
        elif part.S == Name.TD:
            table.headers_of.append([str(name) for name in _said(part, "/Headers") or []])
    return table


def _unmarked(sheet: pikepdf.Page) -> Iterator[pikepdf.ContentStreamInstruction]:
    """What a page draws, with nothing said beside it (/ActualText, /Alt, /E, /Lang, /MCID)."""
    for each in pikepdf.parse_content_stream(sheet):
        if str(each.operator) in {"BDC", "DP"}:
            yield pikepdf.ContentStreamInstruction([each.operands[0], Dictionary()], each.operator)
        else:
            yield each


def stripped(content: bytes) -> bytes:
    """The file with nothing left but what is seen: no data about itself, no attachments, tags, bookmarks or layers.

    Nor what its glyphs are said to stand for where they are drawn: its text is the glyphs and their letters alone.
    """
    hidden = ("/Metadata", "/Names", "/AF", "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Lang", "/ViewerPreferences",
              "/OCProperties", "/PieceInfo", "/Collection")  # fmt: skip
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for name in hidden:
            if name in pdf.Root:
                del pdf.Root[name]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for sheet in pdf.pages:
            for name in ("/Annots", "/Metadata", "/PieceInfo", "/StructParents", "/AF"):
                if name in sheet:
                    del sheet[name]
            sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_unmarked(sheet))))
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
