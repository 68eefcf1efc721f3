"""One's own mail and calendar: how often, in which language, the links in it, and the calendar's address."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.delivery.terms import RHYTHM_LABELS, Rhythm
from riskbild.followup.actions.linking import revoke_link
from riskbild.followup.links import own_links
from riskbild.organisation.actions.mailing import choose_own_mail, make_calendar_address, shut_calendar_address
from riskbild.organisation.mailing import OwnMail, own_mail
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt, said
from riskbild.web.forms.strict import StrictForm
from riskbild.web.organisation.fields import CHOOSE
from riskbild.web.request import SignedInRequest, page, saved, signed_in


class MailForm(StrictForm):
    """What a person chooses about mail."""

    rhythm = forms.ChoiceField(
        label=gettext_lazy("Påminnelser innan något ska vara klart"), widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(one.value, one.value) for one in Rhythm],
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Språk i mejlen"), widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[("sv", "Svenska"), ("en", "English")],
    )  # fmt: skip

    def offered(self) -> list[tuple[str, str]]:
        """The rhythms in the words of the page."""
        return [(one.value, said(RHYTHM_LABELS[one])) for one in Rhythm]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mail(request: SignedInRequest) -> HttpResponse:
    """The choices as a form, the links that work, and the calendar."""
    own = own_mail(request.user)
    form = MailForm(request.POST if request.method == "POST" else None, initial=_initial(own))
    status = attempt(form, lambda sent: _choose(request, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Dina val är sparade."))
        return redirect("own_mail")
    context = {"form": form, "own": own, "links": own_links(request.user)}
    return page(request, "delivery/own_mail.html", context, status=status)


@require_POST
@signed_in
def shut_links(request: SignedInRequest) -> HttpResponse:
    """The links in mail that has been sent no longer work."""
    for one in own_links(request.user):
        revoke_link(by=request.user, period_id=one.period_id, person_id=request.user.pk, now=request.now)
    saved(request, _("Länkarna är spärrade. Du får en ny med nästa påminnelse."))
    return redirect("own_mail")


@require_POST
@signed_in
def make_calendar(request: SignedInRequest) -> HttpResponse:
    """A new address; an older one stops working."""
    make_calendar_address(by=request.user, now=request.now)
    saved(request, _("Kalendern har fått en ny adress."))
    return redirect("own_mail")


@require_POST
@signed_in
def shut_calendar(request: SignedInRequest) -> HttpResponse:
    """The address no longer works."""
    shut_calendar_address(by=request.user, now=request.now)
    saved(request, _("Kalenderns adress är spärrad."))
    return redirect("own_mail")


def _initial(own: OwnMail) -> dict[str, str]:
    return {"rhythm": own.choice.rhythm.value, "language": own.choice.language}


def _choose(request: SignedInRequest, form: MailForm) -> None:
    choices = form.cleaned_data
    choose_own_mail(by=request.user, language=choices["language"], rhythm=Rhythm(choices["rhythm"]), now=request.now)
