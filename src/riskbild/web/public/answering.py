"""How what is public is answered: in a frame of its own, with a tag so that caches can ask whether it has changed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from riskbild.publishing.open_data import MEDIA_TYPE, Site
from riskbild.publishing.queries import Withdrawn
from riskbild.web.request import page

# Caches may keep it, but ask each time: what is withdrawn is gone at once.
_FRESH: Final = "public, no-cache"
_GONE: Final = 410


def public_page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page for anybody."""
    frame = {"municipality": "", "slug": "", "contact": settings.RISKBILD_PUBLIC_CONTACT}
    answer = page(request, template, {**frame, **(context or {})}, status=status)
    return answer if status >= 400 else tagged(request, answer)


def gone(request: HttpRequest, withdrawn: Withdrawn) -> HttpResponse:
    """410: it was published here, and is not any more; with the reason, and the way to what is still published."""
    standing = reverse("public_document", args=withdrawn.standing) if withdrawn.standing else ""
    context = {"sentence": withdrawn.sentence, "standing": standing}
    return public_page(request, "public/gone.html", context, status=_GONE)


def linked_data(request: HttpRequest, told: Mapping[str, Any]) -> HttpResponse:
    """JSON-LD, which programs on other sites may fetch too."""
    content = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return open_to_all(tagged(request, HttpResponse(content, content_type=MEDIA_TYPE)))


def tagged(request: HttpRequest, answer: HttpResponse, tag: str = "") -> HttpResponse:
    """The answer with a tag made of its content, or 304 where the one who asks has it already."""
    etag = f'"{tag or hashlib.sha256(answer.content).hexdigest()}"'
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = _FRESH
    conditional = get_conditional_response(request, etag=etag, response=answer)
    return conditional if isinstance(conditional, HttpResponse) else answer


def open_to_all(answer: HttpResponse) -> HttpResponse:
    """Lets programs in browsers, on other sites, read it: it is open data."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def site() -> Site:
    """What is said of every public document of this installation."""
    return Site(settings.RISKBILD_URL, settings.RISKBILD_OPEN_DATA_LICENCE, settings.RISKBILD_PUBLIC_CONTACT)


def today() -> date:
    """The local day: nobody is signed in, so no request carries it."""
    return timezone.localtime(timezone.now()).date()
