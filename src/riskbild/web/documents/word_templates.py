"""The municipality's own Word templates: looked at, kept, tried on a document, taken out of use."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from riskbild.documents.layout import KIND_NAMES, PublishedKind, standard_layout
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.publishing.actions.layouts import keep_template, remove_template
from riskbild.publishing.formats import drawn_as
from riskbild.publishing.queries import template_bytes, templates_seen_by
from riskbild.publishing.word import LARGEST_TEMPLATE, MEDIA_TYPE, PLACEHOLDERS, check_template, shipped_template
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.documents.fetching import attachment
from riskbild.web.documents.layouts import tabs
from riskbild.web.documents.places import names_of_places, places_to_choose
from riskbild.web.documents.preview import preview_of
from riskbild.web.documents.sheet import layouts_crumb
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_NO_FILE = Sentence("Välj en Wordmall (.docx).", "Choose a Word template (.docx).")
_TOO_LARGE = Sentence("Wordmallen är större än 10 MB.", "The Word template is larger than 10 MB.")


@require_safe
@signed_in
def word(request: SignedInRequest) -> HttpResponse:
    """The templates in use, the earlier ones, and what a template may place."""
    reason = refusal_anywhere(request.user, Permission.READ, today=request.today)
    if reason:
        raise Forbidden(reason)
    found = templates_seen_by(request.user, request.today)
    context = {
        "used": [one for one in found if one.removed_at is None], "kinds": KIND_NAMES,
        "earlier": [one for one in found if one.removed_at is not None], "places": names_of_places(request),
        "placeholders": PLACEHOLDERS, "tabs": tabs("word_templates"),
        "refusal": refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today),
    }  # fmt: skip
    return page(request, "documents/word.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: SignedInRequest) -> HttpResponse:
    """Looks a template over, and keeps it in place of the one that is in use."""
    places = places_to_choose(request)
    if not places:
        raise Forbidden(refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today) or _NO_FILE)
    if request.method != "POST":
        return _form(request)
    content, name, fault = _sent(request)
    if fault:
        return _form(request, fault=fault)
    findings = check_template(content)
    if any(finding.stops for finding in findings):
        return _form(request, findings=findings)
    return _kept(request, content, name, findings)


def _kept(request: SignedInRequest, content: bytes, name: str, findings: tuple[Finding, ...]) -> HttpResponse:
    places = dict(places_to_choose(request))
    wanted = request.POST.get("node") or str(next(iter(places)))
    node_id = next((key for key in places if str(key) == wanted), None)
    kind = request.POST.get("kind", "")
    if node_id is None or (kind and kind not in set(PublishedKind)):
        raise Missing
    chosen = PublishedKind(kind) if kind else None
    try:
        keep_template(by=request.user, node_id=node_id, kind=chosen, name=name, content=content, now=request.now)
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        return _form(request, fault=refused.sentence)
    if any(one.severity is Severity.WARNING for one in findings):
        return _form(request, findings=findings, done=True)
    saved(request, _("Wordmallen är sparad och används från nu."))
    return redirect("word_templates")


def _form(
    request: SignedInRequest, *, fault: Sentence | None = None, findings: tuple[Finding, ...] = (), done: bool = False
) -> HttpResponse:
    """The form. A browser never gives a file back, so it has to be chosen again; the rest stands."""
    wrong = bool(fault) or (bool(findings) and not done)
    context = {
        "fault": fault, "findings": findings, "done": done, "places": places_to_choose(request), "kinds": KIND_NAMES,
        "node": request.POST.get("node") or places_to_choose(request)[0][0],
        "kind": request.POST.get("kind", ""), "placeholders": PLACEHOLDERS,
        "crumbs": [layouts_crumb(), (_("Wordmallar"), reverse("word_templates"))],
    }  # fmt: skip
    return page(request, "documents/word_new.html", context, status=422 if wrong else 200)


def _sent(request: SignedInRequest) -> tuple[bytes, str, Sentence | None]:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return b"", "", _NO_FILE
    if (file.size or 0) > LARGEST_TEMPLATE:
        return b"", "", _TOO_LARGE
    return file.read(), file.name or "", None


@require_safe
@signed_in
def shipped(request: SignedInRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody who is signed in
    """The program's own template, to begin from."""
    return attachment(shipped_template(), "riskbild-mall.docx", MEDIA_TYPE)


@require_safe
@signed_in
def file(request: SignedInRequest, template_id: UUID) -> HttpResponse:
    """A template as it was uploaded."""
    seen, content = template_bytes(request.user, template_id, request.today)
    return attachment(content, f"wordmall-{seen.made_at:%Y-%m-%d}.docx", MEDIA_TYPE)


@require_safe
@signed_in
def sample(request: SignedInRequest, template_id: UUID) -> HttpResponse:
    """A document drawn in the template, to see how it comes out."""
    seen, content = template_bytes(request.user, template_id, request.today)
    layout = standard_layout(seen.kind or PublishedKind.CONTROL_PLAN)
    publication = preview_of(request, layout, "exempel", None).publication
    return attachment(drawn_as("docx", publication, content).content, "prov.docx", MEDIA_TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: SignedInRequest, template_id: UUID) -> HttpResponse:
    """Asks, and takes a template out of use."""
    seen, _content = template_bytes(request.user, template_id, request.today)
    if seen.refusal:
        raise Forbidden(seen.refusal)
    if request.method == "POST":
        remove_template(by=request.user, template_id=template_id, now=request.now)
        saved(request, _("Wordmallen används inte längre."))
        return redirect("word_templates")
    context = {"seen": seen, "cancel": reverse("word_templates"), "crumbs": [layouts_crumb()]}
    return page(request, "documents/word_remove.html", context)
