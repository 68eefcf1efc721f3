"""Addresses that exist only in tests: every shared part on a page, refusals, a fault, a GET that writes."""

from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from riskbild.organisation.models import Municipality
from riskbild.rules.level import Colour, Level
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.request import SignedInRequest, page, page_or_partial, saved, signed_in

REASON = Sentence(sv="Året är stängt.", en="The year is closed.")
LEVELS = [Level(str(colour), f"Nivå {colour}", "▲", colour, 1) for colour in Colour]


class SampleForm(forms.Form):
    """A field of every kind."""

    text = forms.CharField(label="Risk", help_text="En mening.", widget=forms.Textarea)
    name = forms.CharField(label="Namn", required=False)
    number = forms.IntegerField(label="Antal", required=False)
    due = forms.DateField(label="Klar senast", required=False)
    unit = forms.ChoiceField(label="Enhet", choices=[("", "Välj"), ("1", "Storskolan")])
    response = forms.ChoiceField(label="Ställningstagande", widget=forms.RadioSelect, choices=[("a", "Acceptera")])
    areas = forms.MultipleChoiceField(
        label="Områden", required=False, widget=forms.CheckboxSelectMultiple, choices=[("h", "HR"), ("e", "Ekonomi")]
    )
    secret = forms.BooleanField(label="Sekretess", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


@signed_in
def start(request: SignedInRequest) -> HttpResponse:
    return page(request, "sample/start.html")


@signed_in
def parts(request: SignedInRequest) -> HttpResponse:
    rows = [
        SimpleNamespace(id=number, title=f"Risk nummer {number}", level=level, score=number)
        for number, level in enumerate(LEVELS)
    ]
    conflict = [SimpleNamespace(name="risk", label="Risk", theirs="Deras text", mine="Min text")]
    context = {"rows": rows, "conflict": conflict, "sample": True, "crumbs": [("Start", "/")], "levels": LEVELS}
    return page_or_partial(request, "sample/parts.html", "sample/list.html", context)


@signed_in
def form(request: SignedInRequest) -> HttpResponse:
    filled = SampleForm(request.POST or None)
    if request.method == "POST" and filled.is_valid():
        saved(request, "Risken är sparad.", form="sample")
        return redirect("start")
    return page(request, "sample/form.html", {"form": filled}, status=422 if filled.errors else 200)


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    raise {"refused": Refused, "forbidden": Forbidden, "missing": Missing}[kind](REASON)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault")


def writes(request: HttpRequest) -> HttpResponse:
    Municipality.objects.create(name="Smygköping")
    return HttpResponse()


def other(request: HttpRequest) -> HttpResponse:
    return HttpResponse("other")


urlpatterns = [
    path("", start, name="start"),
    *[
        path(f"{name}/", other, name=name)
        for name in ("register", "heatmap", "organisation", "users", "method", "trail")
    ],
    path("parts/", parts),
    path("form/", form),
    path("refuse/<str:kind>/", refuse),
    path("broken/", broken),
    path("writes/", writes),
    path("", include("riskbild.web.account.urls")),
]
handler400 = "riskbild.web.errors.bad_request"
handler403 = "riskbild.web.errors.forbidden"
handler404 = "riskbild.web.errors.not_found"
handler500 = "riskbild.web.errors.fault"
