"""Typesets a publication in this very process: the compiler, then what it cannot say of the table's heads."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import typst

from riskbild.publishing.cleaning import cleaned_publication
from riskbild.publishing.drawn import Drawn
from riskbild.publishing.pdf import fonts
from riskbild.publishing.pdf.content import content_of
from riskbild.publishing.pdf.level import ATTACHING, TAGGED, Level
from riskbild.publishing.pdf.tagging import finished
from riskbild.publishing.publication import Publication

_TEMPLATE: Final = Path(__file__).parent / "template"
_CLEANED, _COMPILED = 0.05, 0.8
_MAIN: Final = "publication.typ"
_UNDRAWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_ABOUT_PICTURES: Final = re.compile("image|decode|svg", re.IGNORECASE)


class LogoBroken(Exception):
    """The logo is not the picture that its kind says, or holds what a page to be archived may not."""


@cache
def _template() -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in sorted(_TEMPLATE.glob("*.typ"))}
    return {"main": files.pop(_MAIN), **files}


def typeset(publication: Publication, level: Level, told: Callable[[float], None] = lambda _share: None) -> Drawn:
    """The PDF of a publication; takes as much memory and time as it needs (`drawing` holds it in).

    `told` is told how much is done, by what the parts of the work take of a long document.
    """
    lacking: frozenset[str] = frozenset()
    while True:
        clean, findings = cleaned_publication(publication, fonts.drawable() - lacking)
        told(_CLEANED)
        try:
            content = _compiled(clean, level)
        except typst.TypstError as error:
            # Letters that each can be drawn but not together, such as a base of one font with a mark of the other.
            more = _undrawn(str(error)) - lacking
            if not more:
                raise
            lacking |= more
        else:
            told(_COMPILED)
            return Drawn(finished(content, clean, tagged=level in TAGGED), findings)


def _compiled(publication: Publication, level: Level) -> bytes:
    files = _template() | {"content.json": content_of(publication)}
    attach = level in ATTACHING and publication.data is not None
    if attach and publication.data is not None:
        files["data.json"] = publication.data
    try:
        content: bytes = typst.compile(  # type: ignore[call-overload]  # its types know nothing of files in memory
            files,
            pdf_standards=list(level.standards),
            font_paths=[str(fonts.FOLDER)],
            ignore_system_fonts=True,
            sys_inputs={"attach": "yes" if attach else "no"},
        )
    except typst.TypstError as error:
        if publication.logo is not None and _ABOUT_PICTURES.search(str(error)):
            raise LogoBroken from None
        raise
    return content


def _undrawn(error: str) -> frozenset[str]:
    """The letters that the compiler says it could not draw; of a letter with marks the marks."""
    found = _UNDRAWN.search(error)
    if found is None:
        return frozenset()
    letters = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    marks = frozenset(letter for letter in letters if unicodedata.category(letter).startswith("M"))
    return marks or frozenset(letters)
