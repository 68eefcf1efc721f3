"""A person's calendar, fetched by a calendar program with a secret address."""

import hashlib
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from riskbild.delivery.calendar import calendar_of
from riskbild.delivery.queries import choices_of
from riskbild.delivery.terms import Purpose
from riskbild.followup.calendar import entries_for
from riskbild.organisation.mailing import person_with
from riskbild.rules.refusal import Missing
from riskbild.web.delivery.by_link import TooMany, check_not_guessing, count_guess, unlisted

_REFRESH = timedelta(hours=6)


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar; 304 where the program has it already."""
    try:
        check_not_guessing(request)
        user, _address_id = person_with(token, Purpose.CALENDAR)
    except TooMany:
        return unlisted(HttpResponse(status=429, headers={"Retry-After": "600"}))
    except Missing:
        count_guess(request)
        return unlisted(HttpResponse(status=404))
    today = timezone.localtime().date()
    choice = choices_of(user.municipality_id, [user.pk]).get(user.pk)
    entries = entries_for(user, today, choice.language if choice else "sv")
    # Stamped with the day, so that a calendar in which nothing has changed is the same text.
    stamp = timezone.make_aware(datetime.combine(today, time.min))
    drawn = calendar_of(f"Riskbild – {user.name}", entries, now=stamp, refresh=_REFRESH)
    etag = quote_etag(hashlib.sha256(drawn).hexdigest()[:32])
    response = HttpResponse(
        drawn, content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag, "Cache-Control": "private, no-cache", "Content-Disposition": "inline; filename=riskbild.ics",
        },
    )  # fmt: skip
    return unlisted(get_conditional_response(request, etag=etag, response=response) or response)
