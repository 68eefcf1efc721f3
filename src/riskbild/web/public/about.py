"""What is said of the public pages as a whole: how accessible they are, and what search engines may visit."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from riskbild.web.public.answering import public_page, tagged

_ROBOTS = "User-agent: *\nAllow: /offentligt/\nAllow: /static/\nDisallow: /\n"


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that lagen (2018:1937) om tillgänglighet till digital offentlig service asks for."""
    return public_page(request, "public/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is public may be found by everybody; the rest asks for a sign-in."""
    return tagged(request, HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8"))
