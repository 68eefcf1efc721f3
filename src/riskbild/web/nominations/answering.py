"""Answering one nomination with the similar risks beside it: taken, merged with one of them, or declined."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.conflict import NOT_FOUND
from riskbild.planning.actions.deciding import decline_nomination, merge_nomination, take_nomination
from riskbild.planning.queries.nominations import NominationSeen, nominations_seen_by
from riskbild.planning.queries.profiles import profile_seen_by
from riskbild.planning.terms import NOMINATION_STATE_LABELS, NominationState
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt, said
from riskbild.web.forms.strict import ChangeForm, TextField
from riskbild.web.forms.versions import written
from riskbild.web.nominations.reading import TONES, units_of
from riskbild.web.organisation.fields import CHOOSE
from riskbild.web.request import SignedInRequest, page, saved, signed_in

TAKE, MERGE, DECLINE = "take", "merge", "decline"


class AnswerForm(ChangeForm):
    """The answer. `into` is one of the similar risks, `other` another one of the profile; a merge needs either."""

    answer = forms.ChoiceField(label=gettext_lazy("Svar"), error_messages=CHOOSE)
    into = forms.ChoiceField(label=gettext_lazy("Sammanför med"), required=False, error_messages=CHOOSE)
    other = forms.ChoiceField(label=gettext_lazy("Annan risk i riskbilden"), required=False, error_messages=CHOOSE)
    group = forms.CharField(label=gettext_lazy("Grupp i riskbilden"), required=False, max_length=300)
    reason = TextField(label=gettext_lazy("Skäl"), required=False)

    def __init__(
        self, *args: Any, similar: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offered = _answers()
        for name, choices in (
            ("answer", [one[:2] for one in self.offered]), ("into", similar),
            ("other", [("", gettext("Välj risk")), *others]),
        ):  # fmt: skip
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # all three are choice fields

    def clean(self) -> dict[str, Any] | None:
        """A merge says with which risk."""
        cleaned = super().clean()
        if not self.errors and self.cleaned_data["answer"] == MERGE and not self.merged_into():
            self.add_error("into" if self.fields["into"].choices else "other", _("Välj risken att sammanföra med."))  # type: ignore[attr-defined]  # a choice field
        return cleaned

    def merged_into(self) -> str:
        """The key of the risk to merge with, empty where none is chosen; the other risk counts when one is chosen."""
        return str(self.cleaned_data.get("other") or self.cleaned_data.get("into") or "")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: SignedInRequest, board_year_id: UUID, nomination_id: UUID) -> HttpResponse:
    """The nominated risk and those that say nearly the same, side by side, and the answer."""
    frame, one = _nomination(request, board_year_id, nomination_id)
    if one.refusal:
        raise Forbidden(one.refusal)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        similar=_similar(one),
        others=_in_profile(request, frame, one),
    )
    status = attempt(form, lambda sent: _answer(request, one, sent), at="reason") if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _TOLD[form.cleaned_data["answer"]](), form=f"nomination-{one.id}")
        return redirect("nominations", board_year_id)
    if status == CONFLICT:
        frame, one = _nomination(request, board_year_id, nomination_id)
    version = form.data.get("version", "") if status not in {SHOWN, CONFLICT} else written(one.version, {}, ())
    context = {
        "frame": frame, "one": one, "form": form, "version": version, "units": units_of(request, [one]),
        "states": NOMINATION_STATE_LABELS, "tones": TONES, "waits": one.state is NominationState.OPEN,
        "crumbs": [
            (frame.name, reverse("cycle", args=[board_year_id])),
            (_("Nomineringar"), reverse("nominations", args=[board_year_id])),
        ],
        "sample": frame.year.sample,
    }  # fmt: skip
    return page(request, "nominations/answer.html", context, status=status)


def _answer(request: SignedInRequest, one: NominationSeen, form: AnswerForm) -> None:
    values = form.cleaned_data
    named: Mapping[str, Any] = {
        "by": request.user, "nomination_id": one.id, "version": form.seen.version, "now": request.now
    }  # fmt: skip
    if values["answer"] == TAKE:
        take_nomination(**named, group=values["group"])
    elif values["answer"] == MERGE:
        merge_nomination(**named, into_id=UUID(form.merged_into()), reason=values["reason"])
    else:
        decline_nomination(**named, reason=values["reason"])


def _nomination(request: SignedInRequest, board_year_id: UUID, nomination_id: UUID) -> tuple[YearFrame, NominationSeen]:
    frame = frame_of(request, board_year_id, "nominations")
    rows = nominations_seen_by(request.user, board_year_id, request.today, similar=True)
    one = next((row for row in rows if row.id == nomination_id), None)
    if one is None:
        raise Missing(NOT_FOUND)
    return frame, one


def _similar(one: NominationSeen) -> list[tuple[str, str]]:
    return [(str(each.risk.id), _title(each.risk.title)) for each in one.similar]


def _in_profile(request: SignedInRequest, frame: YearFrame, one: NominationSeen) -> list[tuple[str, str]]:
    """The risks of the level's profile, but for the one nominated and those shown as similar."""
    shown = {one.risk.id, *(each.risk.id for each in one.similar)}
    rows = profile_seen_by(request.user, frame.year.id, one.to_node_id, request.today).rows
    return [(str(row.risk.id), _title(row.risk.title)) for row in rows if row.risk.id not in shown]


def _title(title: Any) -> str:
    return title if isinstance(title, str) else said(title)


def _answers() -> list[tuple[str, str, str]]:
    merged = gettext("Den andra risken står i riskbilden för båda. Båda finns kvar i registret.")
    return [
        (TAKE, gettext("Ta med i riskbilden"), gettext("Risken ställs sist i den här nivåns riskbild.")),
        (MERGE, gettext("Sammanför med en liknande risk"), merged),
        (DECLINE, gettext("Avböj"), gettext("Enheten ser skälet och behåller risken i sitt register.")),
    ]


_TOLD = {
    TAKE: lambda: _("Risken är med i riskbilden."),
    MERGE: lambda: _("Riskerna är sammanförda."),
    DECLINE: lambda: _("Nomineringen är avböjd."),
}
