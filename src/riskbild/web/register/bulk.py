"""Changing many risks at once: the change is shown for each chosen risk before it is made, in all or in none."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from riskbild.register.actions.editing import edit_many
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.choices import roles_seen_by, values_seen_by
from riskbild.register.queries.listing import RiskLine, chosen_lines
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.register.address import read_address
from riskbild.web.register.bulk_form import FIELDS, BulkForm, read_form
from riskbild.web.register.bulk_rows import BulkRow, rows_of
from riskbild.web.register.options import indented
from riskbild.web.register.reach import reach_of
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_many(request: SignedInRequest) -> HttpResponseBase:
    """Shows the form for the chosen risks, then what it would do, then does it. Only the last step writes.

    Who comes without having chosen anything, as after signing in anew, is sent to the list.
    """
    if request.method != "POST":
        return redirect("register")
    form = read_form(request.POST)
    lines = chosen_lines(request.user, list(form.versions), request.today)
    if not lines:
        raise Missing
    return _Bulk(request, form, lines).answer()


class _Bulk:
    """One sending of the form."""

    def __init__(self, request: SignedInRequest, form: BulkForm, lines: Sequence[RiskLine]) -> None:
        self.request = request
        self.form = form
        self.reach = reach_of(request)
        self.lines = lines
        self.units = indented(self.reach.editable_units)
        self.changes, self.errors = form.read({key for key, _name in self.units})

    def answer(self) -> HttpResponseBase:
        rows = self.rows()
        if self.form.step != "save" or self.errors:
            return self.page(rows, 422 if self.errors else 200)
        if any(row.moved for row in rows):
            return self.page(rows, 409)
        if any(row.problem for row in rows):
            return self.page(rows, 422)
        return self.save()

    def rows(self) -> list[BulkRow]:
        return rows_of(self.request, self.reach, self.lines, self.changes, self.form.versions)

    def save(self) -> HttpResponseBase:
        request = self.request
        ids = {line.id for line in self.lines}
        chosen = [one for one in self.form.chosen if one.id in ids]
        try:
            edited = edit_many(by=request.user, chosen=chosen, changes=self.changes, now=request.now)
        except Refused as refusal:
            return self.not_saved(refusal)
        text = ngettext("%(count)d risk är ändrad.", "%(count)d risker är ändrade.", len(edited))
        saved(request, text % {"count": len(edited)})
        return redirect(self.back)

    def not_saved(self, refusal: Refused) -> HttpResponseBase:
        """Somebody was there between the look and the write: the risks are shown as they are now."""
        self.errors = [("", refusal.sentence)]
        self.lines = chosen_lines(self.request.user, list(self.form.versions), self.request.today)
        rows = self.rows()
        status = 403 if isinstance(refusal, Forbidden) else 409 if any(row.moved for row in rows) else 422
        return self.page(rows, status)

    @property
    def back(self) -> str:
        """The list that the person came from; the plain one where its query is not one of ours."""
        try:
            address = read_address(QueryDict(self.form.back.removeprefix("?")), self.reach)
        except Refused:
            return reverse("register")
        return reverse("register") + address.here

    def page(self, rows: Sequence[BulkRow], status: int) -> HttpResponseBase:
        return page(self.request, "register/bulk.html", self.context(rows), status=status)

    def context(self, rows: Sequence[BulkRow]) -> dict[str, Any]:
        by, today = self.request.user, self.request.today
        year = self.lines[0].year
        return {
            "form": self.form,
            "fields": {name: FIELD_LABELS[name] for name in FIELDS} | {"in_plan": _TO_PLAN},
            "errors": self.errors,
            "faults": dict(self.errors),
            "rows": rows,
            "moved": any(row.moved for row in rows),
            "gone": len(self.form.chosen) - len(self.lines),
            "previewed": bool(self.changes) and bool(self.form.step),
            "blocked": any(row.problem for row in rows),
            "changing": sum(any(field.changes for field in row.fields) for row in rows),
            "units": self.units,
            "known": {
                "heading": values_seen_by(by, year, "heading", today),
                "category": values_seen_by(by, year, "category", today),
                "responsible": roles_seen_by(by, year, today),
                "deadline": (),
            },
            "back": self.back,
            "crumbs": [(_("Riskregister"), self.back)],
        }


_TO_PLAN = Sentence(sv="Till planen", en="To the plan")
