"""What the forms and states of documents are called on the pages."""

from django.utils.translation import gettext as _

from riskbild.documents.layout import PublishedKind
from riskbild.publishing.formats import FORMS
from riskbild.publishing.queries.available import KindSeen, Standing
from riskbild.web.request import SignedInRequest


def form_names() -> dict[str, str]:
    """Every form that a document can be fetched in, in the order that they are offered."""
    known = {
        "pdf": _("PDF"), "docx": _("Word"), "xlsx": _("Excel"), "html": _("Webbsida"), "json": _("Data (JSON)"),
    }  # fmt: skip
    return {name: known.get(name, name.upper()) for name in sorted(FORMS, key=[*known, *FORMS].index)}


def standing_told(seen: KindSeen) -> tuple[str, str, str]:
    """A document's state as the words, tone and icon of a tag."""
    if seen.refusal and seen.kind is PublishedKind.CONSOLIDATED_REPORT:
        return _("Inte öppet för dig"), "", "lock"
    if seen.refusal:
        return _("Finns inte än"), "", ""
    if seen.standing is Standing.DECIDED:
        return _("Beslutat"), "success", "check"
    if seen.standing is Standing.TAKEN_IN:
        return _("Inläst"), "info", ""
    return _("Arbetsmaterial"), "", "edit"


def is_public(request: SignedInRequest) -> bool:
    """Whether the copy for everybody was asked for."""
    return request.POST.get("exemplar") == "allman"
