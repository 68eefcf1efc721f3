"""The whole page: a head with its own style, one article with the blocks in order, a foot that says whose it is."""

import base64
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Final

from riskbild.publishing.cleaning import cleaned_publication
from riskbild.publishing.drawn import Drawn
from riskbild.publishing.html.matrix import matrix_html
from riskbild.publishing.html.table import table_html
from riskbild.publishing.html.writing import Writer
from riskbild.publishing.publication import Block, Facts, Heading, Matrix, Paragraph, Publication, Table
from riskbild.rules.sentence import Sentence

MEDIA_TYPE: Final = "text/html"

_BEGIN: Final = "<!--innehåll-->"
_END: Final = "<!--slut-->"
_SKIP = Sentence("Hoppa till innehållet", "Skip to the content")
# Whoever opens the file anywhere runs nothing by it and asks nobody for anything.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def draw(publication: Publication) -> Drawn:
    """The publication as HTML, and what had to be changed in its texts."""
    publication, findings = cleaned_publication(publication)
    return Drawn("".join(_page(publication)).encode(), findings)


def body_of(content: bytes) -> str:
    """What a page drawn here says below its title, for a page that has a frame of its own."""
    text = content.decode()
    begin, end = text.index(_BEGIN) + len(_BEGIN), text.rindex(_END)
    return text[begin:end]


def _page(publication: Publication) -> Iterator[str]:
    writer = Writer(publication.language)
    title = " ".join(publication.title.split())
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(publication.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<style>\n{_style()}</style>\n</head>\n<body class="rd-page">\n'
        f'<a class="rd-skip" href="#innehall">{writer.say(_SKIP)}</a>\n<main id="innehall" tabindex="-1">\n'
    )
    yield _logo(publication)
    yield from _article(publication, writer, title)
    yield f"</main>\n<footer><p>{' · '.join(_foot(publication, writer))}</p></footer>\n</body>\n</html>\n"


def _article(publication: Publication, writer: Writer, title: str) -> Iterator[str]:
    """The blocks. A form that prints no title still has one for who moves between headings."""
    blocks = list(publication.blocks)
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and first.depth == 1:
        shown, blocks = f"<h1>{writer.text(first.text)}</h1>", blocks[1:]
    else:
        shown = f'<h1 class="rd-hidden">{writer.text(title)}</h1>'
    yield f'{shown}\n<article class="rd">{_BEGIN}'
    yield from _blocks(blocks, writer)
    yield f"{_END}</article>\n"


def _blocks(blocks: list[Block], writer: Writer) -> Iterator[str]:
    depth = 1
    for number, block in enumerate(blocks, 1):
        match block:
            case Heading():
                # No level is left out on the way down, whatever the layout says.
                depth = max(2, min(block.depth, depth + 1))
                yield f"<h{depth}>{writer.text(block.text)}</h{depth}>\n"
            case Paragraph():
                yield "".join(f"<p>{writer.text(line)}</p>\n" for line in block.text.split("\n") if line.strip())
            case Facts():
                yield _facts(block, writer)
            case Table():
                yield table_html(block, number, writer)
            case Matrix():
                yield matrix_html(block, number, writer)


def _facts(block: Facts, writer: Writer) -> str:
    told = "".join(
        f"<div><dt>{writer.text(name)}</dt><dd>{writer.lines(text)}</dd></div>" for name, text in block.facts
    )
    return f"<dl>{told}</dl>\n"


def _logo(publication: Publication) -> str:
    logo = publication.logo
    if logo is None:
        return ""
    data = base64.b64encode(logo.content).decode()
    return f'<img class="rd-logo" src="data:{escape(logo.media_type)};base64,{data}" alt="{escape(logo.words)}">\n'


def _foot(publication: Publication, writer: Writer) -> Iterator[str]:
    for text in (publication.authority, publication.running, publication.dated.isoformat()):
        if text:
            yield writer.text(text)


@lru_cache
def _style() -> str:
    folder = files("riskbild.publishing.html")
    sheets = folder / "static" / "publishing" / "document.css", folder / "page.css"
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
