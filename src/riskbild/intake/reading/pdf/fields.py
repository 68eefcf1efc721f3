"""The fields of a form that somebody filled in: what stands in them becomes part of the page, and of its text."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from riskbild.intake.reading.grid import Box

TICKED, UNTICKED = "☒", "☐"
_BOXES: Final = frozenset((c.FPDF_FORMFIELD_CHECKBOX, c.FPDF_FORMFIELD_RADIOBUTTON))
_MOST: Final = 2_000
_BLANK: Final = 2
"""An empty value is no more than the two bytes that end a text."""
_UNSEEN: Final = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of a page: how many have a value, and each box to tick with its place in the file's points."""

    count: int = 0
    boxes: tuple[tuple[Box, bool], ...] = ()


def open_forms(document: pdfium.PdfDocument) -> bool:
    """Makes the document's fields readable; whether it has any. No script of theirs is run: the library has none."""
    if document.get_formtype() == c.FORMTYPE_NONE:
        return False
    document.init_forms()
    return document.formenv is not None


def flattened(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Filled:
    """Prints the values of a page's fields on the page; it has to be loaded again to be read."""
    fields = list(_fields(document.formenv.raw, page.raw))
    if fields:
        page.flatten()
    boxes = tuple((box, ticked) for box, ticked, _ in fields if ticked is not None)
    return Filled(sum(filled for _, _, filled in fields), boxes)


def _fields(form: Any, page: Any) -> Iterator[tuple[Box, bool | None, bool]]:
    """Each visible field: its place, whether it is ticked (None for one that is no box), and whether it has a value."""
    for number in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        field = c.FPDFPage_GetAnnot(page, number)
        if not field:
            continue
        try:
            if c.FPDFAnnot_GetSubtype(field) == c.FPDF_ANNOT_WIDGET and not c.FPDFAnnot_GetFlags(field) & _UNSEEN:
                yield _field(form, field)
        finally:
            c.FPDFPage_CloseAnnot(field)


def _field(form: Any, field: Any) -> tuple[Box, bool | None, bool]:
    place = c.FS_RECTF()
    c.FPDFAnnot_GetRect(field, ctypes.byref(place))
    box = (place.left, place.bottom, place.right, place.top)
    if c.FPDFAnnot_GetFormFieldType(form, field) in _BOXES:
        ticked = bool(c.FPDFAnnot_IsChecked(form, field))
        return box, ticked, ticked
    return box, None, c.FPDFAnnot_GetFormFieldValue(form, field, None, 0) > _BLANK
