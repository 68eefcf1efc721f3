"""Opens a PDF file, or refuses it with one clear sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from riskbild.intake.reading import limits
from riskbild.intake.reading.limits import refuse

_ACTIVE: Final = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
_LARGEST_PAGE: Final = 20_000.0
"""Points; the format itself allows 14 400."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The document in the bytes of a PDF file; Refused if it has a password, is damaged or is too long.

    A password that only forbids printing or copying does not keep anybody from opening it.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}
        refuse(limits.PASSWORD if locked else limits.BROKEN, name)
    try:
        if not len(document):
            refuse(limits.BROKEN, name)
        if len(document) > limits.PAGES:
            refuse(limits.TOO_MANY_PAGES, name)
        yield document
    finally:
        document.close()


def page_of(document: pdfium.PdfDocument, number: int, name: str) -> pdfium.PdfPage:
    """A page, counted from 1; Refused if there is none or it is damaged."""
    if not 1 <= number <= len(document):
        refuse(limits.NO_PAGE, name, page=number)
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        refuse(limits.BROKEN, name)
    if not all(0 < side < _LARGEST_PAGE for side in page.get_size()):
        page.close()
        refuse(limits.BROKEN, name)
    return page


def has_scripts(document: pdfium.PdfDocument, data: bytes) -> bool:
    """Whether the file brings code or programs to run; they are never run here."""
    return c.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or _ACTIVE.search(data) is not None


def has_owner_password(document: pdfium.PdfDocument) -> bool:
    """Whether the file is encrypted but opens without a password, so that only its permissions are limited."""
    return int(c.FPDF_GetSecurityHandlerRevision(document.raw)) >= 0
