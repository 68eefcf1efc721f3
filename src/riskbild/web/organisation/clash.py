"""How a form of the administration is answered: shown, sent back with what is wrong, or beside another's change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from riskbild.organisation.queries import last_change_of
from riskbild.web.forms.attempt import CONFLICT, SHOWN
from riskbild.web.forms.conflict import alike, differences
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.forms.versions import written
from riskbild.web.request import SignedInRequest, page


@dataclass(frozen=True)
class Sheet:
    """A form, and the thing it changes as it stands now: its key, its version, and the text of each field.

    `kept` names the text that the browser keeps for the form.
    """

    template: str
    form: ChangeForm
    subject_id: UUID
    version: int
    values: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> str:
        """The name of the kept text: one for each form and thing."""
        return f"{self.template.partition('/')[2].removesuffix('.html')}-{self.subject_id}"


def answer(request: SignedInRequest, sheet: Sheet, status: int) -> HttpResponse:
    """The form as it stands, as it was sent with what is wrong, or with both texts of each field.

    After a conflict the form carries the new version, so that sending it once more saves on top of what it shows.
    """
    fresh = written(sheet.version, sheet.values, sheet.form.names)
    context = {**sheet.context, "form": sheet.form, "kept": sheet.kept}
    if status == CONFLICT:
        return _beside(request, sheet, {**context, "version": fresh})
    version = fresh if status == SHOWN else sheet.form.data.get("version", "")
    return page(request, sheet.template, {**context, "version": version}, status=status)


def _beside(request: SignedInRequest, sheet: Sheet, context: Mapping[str, Any]) -> HttpResponse:
    if not sheet.form.names:
        return page(request, sheet.template, context, status=CONFLICT)
    last = last_change_of(request.user, sheet.subject_id)
    found = differences(sheet.form, sheet.values, lambda _name, value: value)
    told = {
        **context,
        "differing": found,
        "alike": alike(sheet.form, found),
        "saved_by": (last and last.name) or _("någon annan"),
        "saved_at": last.at if last else None,
    }
    return page(request, "organisation/clash.html", told, status=CONFLICT)
