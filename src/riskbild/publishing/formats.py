"""The forms that a document can be drawn in, as one table: each with its drawer, ending and media type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskbild.publishing.drawn import Drawn
from riskbild.publishing.progress import Step, tell
from riskbild.publishing.publication import Publication
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

if TYPE_CHECKING:
    from riskbild.publishing.pdf import Level
    from riskbild.publishing.workbook import Offline

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_NO_DATA: Final = Sentence("Dokumentet har inga data att skriva.", "The document has no data to write.")


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `draw` takes the publication and, where the form has any, the municipality's own template.

    `apart` tells that the drawer works in a process of its own, so that several can be waited for side by side.
    """

    name: str
    media_type: str
    draw: Callable[[Publication, bytes | None], Drawn]
    templated: bool = False
    apart: bool = False


def _pdf(publication: Publication, template: bytes | None) -> Drawn:  # noqa: ARG001 - every drawer is called alike
    return _pdf_of(publication, None)


def _pdf_of(publication: Publication, level: "Level | None") -> Drawn:
    from riskbild.publishing import archiving, pdf  # noqa: PLC0415 - loaded when they are first used

    return pdf.draw(publication, level=level or archiving.level_of(public=False))


def _word(publication: Publication, template: bytes | None) -> Drawn:
    from riskbild.publishing import word  # noqa: PLC0415 - loaded when it is first used

    return word.draw(publication, template)


def _workbook(publication: Publication, template: bytes | None) -> Drawn:  # noqa: ARG001 - every drawer is called alike
    from riskbild.publishing import workbook  # noqa: PLC0415 - loaded when it is first used

    return workbook.draw(publication)


def _html(publication: Publication, template: bytes | None) -> Drawn:  # noqa: ARG001 - every drawer is called alike
    from riskbild.publishing import html  # noqa: PLC0415 - loaded when it is first used

    return html.draw(publication)


def _data(publication: Publication, template: bytes | None) -> Drawn:  # noqa: ARG001 - every drawer is called alike
    if publication.data is None:
        raise Refused(_NO_DATA)
    return Drawn(publication.data)


FORMS: Final[Mapping[str, Form]] = {
    form.name: form
    for form in (
        Form("pdf", "application/pdf", _pdf, apart=True),
        Form("docx", f"{_OFFICE}.wordprocessingml.document", _word, templated=True),
        Form("xlsx", f"{_OFFICE}.spreadsheetml.sheet", _workbook),
        Form("html", "text/html", _html),
        Form("json", "application/json", _data),
    )
}
"""The forms by name. A drawer is loaded when it is first used: most commands use none."""


def drawn_as(
    name: str, publication: Publication, template: bytes | None = None, offline: "Offline | None" = None,
    level: "Level | None" = None,
) -> Drawn:  # fmt: skip
    """The publication in a form; the same publication and template give the same bytes.

    With `offline` a workbook can be filled in without the system and read back, and a PDF is of the `level` of PDF/A
    (without one of the installation's); other forms know nothing of them.
    """
    tell(Step.DRAWING)
    if name == "pdf":
        drawn = _pdf_of(publication, level)
    elif name == "xlsx" and offline is not None:
        from riskbild.publishing import workbook  # noqa: PLC0415 - loaded when it is first used

        drawn = workbook.draw(publication, offline)
    else:
        drawn = FORMS[name].draw(publication, template)
    tell(Step.KEEPING)
    return drawn
