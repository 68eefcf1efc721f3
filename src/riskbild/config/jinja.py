"""The template environment: Jinja2 with gettext, addresses, and the few filters the pages share."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from riskbild.rules.sentence import Sentence
from riskbild.web.address import fixed_address

type Said = Sentence | str | None


def say(text: Said) -> str:
    """A text of the rules in the language of the page; an ordinary text as it is, nothing as an empty text."""
    if isinstance(text, Sentence):
        return text.text(get_language() or "sv")
    return "" if text is None else str(text)


def day(value: date | datetime | None) -> str:
    """A date as 2024-03-12, the form used in Swedish administration."""
    if isinstance(value, datetime):
        value = localtime(value)
    return value.strftime("%Y-%m-%d") if value else ""


def moment(value: datetime | None) -> str:
    """A point in time as 2024-03-12 14:05, in local time."""
    return localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def number(value: int | None) -> str:
    """A whole number with a narrow no-break space between thousands, as both languages of the screen allow."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f")


def fingerprint(text: str) -> str:
    """A short id made from a text, the same each time."""
    return hashlib.blake2b(text.encode(), digest_size=5).hexdigest()


def form_errors(form: BaseForm) -> list[tuple[str, str]]:
    """Every error of a form as (field name, "Label: sentence"), in the order of the fields; "" names the form."""
    errors = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        errors += [(bound.html_name, f"{bound.label}: {error}") for error in bound.errors]
    return errors


def address(name: str, *args: object, **kwargs: object) -> str:
    """The address of a named page."""
    known = None if args or kwargs else fixed_address(name)
    return known or reverse(name, args=args or None, kwargs=kwargs or None)


def form_key(request: HttpRequest) -> dict[str, object]:
    """The key that forms are sent with, disguised once for each page and not for each form on it."""
    token = SimpleLazyObject(lambda: get_token(request))
    return {"csrf_token": token, "csrf_input": SimpleLazyObject(lambda: format_html(_FORM_KEY, token))}


_FORM_KEY = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'


FILTERS = {
    "say": say,
    "day": day,
    "moment": moment,
    "number": number,
    "fingerprint": fingerprint,
    "form_errors": form_errors,
}


def environment(*, extensions: Iterable[Any] = (), **options: Any) -> Environment:
    """The environment for Django's Jinja2 backend; a variable that does not exist stops the page."""
    made = Environment(  # noqa: S701 - autoescape is on, a few lines down
        **{
            **options,
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n", *extensions],
        }
    )
    made.policies["ext.i18n.trimmed"] = True
    # The extension's methods are put on the environment when it is loaded, where no type can see them.
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    # A file keeps its name as long as the server runs, and each page names a dozen of them.
    made.globals |= {"static": cache(static), "url": address}
    made.filters |= FILTERS
    return made
