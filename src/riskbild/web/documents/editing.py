"""Writing a layout: the municipality's own copy of one to begin from, or the next version of one there is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.documents.layout import Layout
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.publishing.actions.layouts import save_layout
from riskbild.publishing.actions.logos import keep_logo
from riskbild.publishing.handing_out import drawn_preview
from riskbild.publishing.queries import LayoutListed, layout_seen_by, versions_of_layout
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.documents.building import Built, built
from riskbild.web.documents.differing import differing
from riskbild.web.documents.draft import read_tree, shape_of, tree_of
from riskbild.web.documents.fetching import attachment
from riskbild.web.documents.places import places_to_choose, root_of
from riskbild.web.documents.pressing import pressed
from riskbild.web.documents.preview import preview_of
from riskbild.web.documents.sheet import choices_of, layouts_crumb
from riskbild.web.documents.starts import start_of
from riskbild.web.documents.whole import Tree
from riskbild.web.request import SignedInRequest, page_or_partial, saved, signed_in

SAVE, CHECK, LOGO, PDF = "save", "check", "logo", "pdf"
_NO_WORDS = Sentence("Ange vad bilden föreställer.", "Say what the picture shows.")


@dataclass(frozen=True)
class Sheet:
    """One editor: whose layout, the version it began from, and where "cancel" leads."""

    cancel: str
    node_id: UUID | None
    earlier: LayoutListed | None = None
    number: int = 0

    @property
    def kept(self) -> str:
        """The name of the text that the browser keeps."""
        return f"layout-{self.earlier.series if self.earlier else 'new'}"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """A layout of the municipality's own, begun from one there is."""
    reason = refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today)
    if reason:
        raise Forbidden(reason)
    wanted = request.POST.get("node") or request.GET.get("namnd") or ""
    places = places_to_choose(request)
    node_id = next((key for key, _name in places if str(key) == wanted), places[0][0] if places else None)
    sheet = Sheet(reverse("layouts"), node_id)
    if request.method == "POST":
        return _tried(request, sheet)
    return _form(request, sheet, tree_of(start_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revise(request: SignedInRequest, layout_id: UUID) -> HttpResponse:
    """The next version of a layout."""
    listed, layout = layout_seen_by(request.user, layout_id, request.today)
    if listed.refusal:
        raise Forbidden(listed.refusal)
    latest = versions_of_layout(request.user, listed.series, request.today)[0][1]
    node_id = listed.node_id or root_of(request)
    sheet = Sheet(reverse("layout", args=[layout_id]), node_id, listed, latest)
    if request.method == "POST":
        number = request.POST.get("number", "")
        return _tried(request, replace(sheet, number=int(number) if number.isdecimal() and len(number) < 7 else 0))
    return _form(request, sheet, tree_of(layout))


def _tried(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """A button was pressed: a row more or less, a picture, a look at it, or it is saved."""
    press = request.POST.get("do", "")
    tree = pressed(_of_kind(sheet, read_tree(request.POST)), press)
    wrong: Mapping[str, Sentence] = {}
    if press in {LOGO, SAVE} and request.FILES.get("logo_file"):
        tree, wrong = _with_logo(request, sheet, tree)
    made = built(tree)
    made = replace(made, errors={**wrong, **made.errors}, layout=None if wrong else made.layout)
    if press == PDF and made.shown is not None:
        return _as_pdf(request, sheet, made.shown)
    if press != SAVE:
        told = press == CHECK or bool(wrong)
        return _form(request, sheet, tree, made, told=told, status=422 if wrong else 200)
    if made.layout is None:
        return _form(request, sheet, tree, made, told=True, status=422)
    return _saved(request, sheet, tree, made, made.layout)


def _saved(request: SignedInRequest, sheet: Sheet, tree: Tree, made: Built, layout: Layout) -> HttpResponse:
    if sheet.node_id is None:
        raise Missing
    series = sheet.earlier.series if sheet.earlier else None
    try:
        row = save_layout(
            by=request.user, node_id=sheet.node_id, layout=layout, now=request.now, series=series,
            after_number=sheet.number,
        )  # fmt: skip
    except (Missing, Forbidden):
        raise
    except Conflict as conflict:
        return _clash(request, sheet, tree, conflict.sentence)
    except Refused as refusal:
        return _form(request, sheet, tree, replace(made, errors={"": refusal.sentence}), told=True, status=422)
    saved(request, _("Layouten är sparad och används från nu."), form=f"{sheet.kept}-{shape_of(tree)}")
    return redirect("layout", row.pk)


def _with_logo(request: SignedInRequest, sheet: Sheet, tree: Tree) -> tuple[Tree, Mapping[str, Sentence]]:
    """The tree with the picture that was sent, once it has been looked at and kept."""
    upload, words = request.FILES.get("logo_file"), tree["logo"]["words"].strip()
    if not isinstance(upload, UploadedFile) or sheet.node_id is None:
        return tree, {}
    if not words:
        return tree, {"logo.words": _NO_WORDS}
    try:
        logo = keep_logo(
            by=request.user, node_id=sheet.node_id, content=upload.read(), name=upload.name or "", words=words,
            now=request.now,
        )  # fmt: skip
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        return tree, {"logo_file": refused.sentence}
    return {**tree, "logo": logo.to_data()}, {}


def _of_kind(sheet: Sheet, tree: Tree) -> Tree:
    """A layout stays one of its own kind of document."""
    return {**tree, "kind": sheet.earlier.kind.value} if sheet.earlier else tree


def _as_pdf(request: SignedInRequest, sheet: Sheet, layout: Layout) -> HttpResponse:
    """The preview as the PDF that it would be."""
    board_id = sheet.earlier.node_id if sheet.earlier else None
    publication = preview_of(request, layout, request.POST.get("example", ""), board_id).publication
    return attachment(drawn_preview(publication), "forhandsvisning.pdf", "application/pdf")


def _form(
    request: SignedInRequest, sheet: Sheet, tree: Tree, made: Built | None = None, *, told: bool = False,
    status: int = 200, context: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The editor; `told` shows what is at fault, which a row just added is spared."""
    made = made or built(tree)
    board_id = sheet.earlier.node_id if sheet.earlier else None
    example = request.POST.get("example") or request.GET.get("ar", "")
    shown = {
        **choices_of(request, board_id), "sheet": sheet, "tree": tree, "kept": f"{sheet.kept}-{shape_of(tree)}",
        "errors": made.errors if told else {}, "faults": len(made.errors), "example": example,
        "preview": preview_of(request, made.shown, example, board_id) if made.shown else None,
        "crumbs": [layouts_crumb()], "clash": None, **(context or {}),
    }  # fmt: skip
    return page_or_partial(request, "documents/edit.html", "documents/_preview.html", shown, status=status)


def _clash(request: SignedInRequest, sheet: Sheet, tree: Tree, sentence: Sentence) -> HttpResponse:
    """Somebody else has saved a version: what differs stands side by side, and the next save goes on top of theirs."""
    if sheet.earlier is None:
        raise Missing
    latest_id, number, _made_at, _removed = versions_of_layout(request.user, sheet.earlier.series, request.today)[0]
    _listed, theirs = layout_seen_by(request.user, latest_id, request.today)
    made = replace(built(tree), errors={"": sentence})
    beside = {"clash": differing(tree_of(theirs), tree), "theirs": number}
    return _form(request, replace(sheet, number=number), tree, made, told=True, status=409, context=beside)
