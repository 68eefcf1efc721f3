"""Taking oneself off the reminders that may be declined, by the address in a mail."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from riskbild.delivery.terms import Purpose
from riskbild.organisation.actions.mailing import decline_mail
from riskbild.organisation.mailing import person_with
from riskbild.rules.refusal import Missing
from riskbild.web.delivery.by_link import TooMany, check_not_guessing, count_guess, unlisted
from riskbild.web.request import page


# The mail program sends the form itself, from no page of ours (RFC 8058); the token is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponseBase:
    """Asks first: programs that look mail over open every address in it. Sending the form does it."""
    try:
        check_not_guessing(request)
        user, _address = person_with(token, Purpose.DECLINE)
    except TooMany:
        return unlisted(HttpResponse(status=429, headers={"Retry-After": "600"}))
    except Missing:
        count_guess(request)
        raise
    if request.method == "POST":
        decline_mail(by=user, now=timezone.now())
    return unlisted(page(request, "delivery/decline.html", {"done": request.method == "POST"}))
