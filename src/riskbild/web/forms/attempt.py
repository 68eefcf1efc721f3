"""Trying a change: what is refused comes back to its form with the reason in its place and nothing typed lost."""

from collections.abc import Callable

from django import forms
from django.utils.translation import get_language

from riskbild.organisation.conflict import Conflict
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence

SHOWN, SAVED, FORBIDDEN, CONFLICT, REFUSED = 200, 303, 403, 409, 422
"""How an attempt went, as the status of the answer; `SHOWN` where nothing was tried."""


def attempt[F: forms.Form](form: F, change: Callable[[F], object], *, at: str = "") -> int:
    """Makes the change if the form is whole, and says how it went; errors are put on the form.

    `at` is the field that a refusal speaks of when it does not say itself. `Missing` goes through to its own page.
    """
    if not form.is_valid():
        return REFUSED
    try:
        change(form)
    except Missing:
        raise
    except Conflict as conflict:
        _put(form, conflict.sentence, "")
        return CONFLICT
    except Refused as refusal:
        if not refusal.findings:
            _put(form, refusal.sentence, at)
        for finding in refusal.findings:
            _put(form, finding.sentence, finding.where)
        return FORBIDDEN if isinstance(refusal, Forbidden) else REFUSED
    return SAVED


def said(sentence: Sentence) -> str:
    """A sentence of the rules in the language of the page."""
    return sentence.text(get_language() or "sv")


def _put(form: forms.Form, sentence: Sentence, where: str) -> None:
    form.add_error(where if where in form.fields else None, said(sentence))
