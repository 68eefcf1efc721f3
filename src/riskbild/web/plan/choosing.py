"""The choice of risks for the plan in one place: what goes against the threshold stands first and asks for a reason."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from riskbild.planning.actions.choices import ChoiceSeen as Chosen
from riskbild.planning.actions.choices import choose_for_plan
from riskbild.planning.queries.plans import ChoiceSeen, PlanSeen
from riskbild.rules.labels import label
from riskbild.rules.plan_life import PlanStep
from riskbild.rules.selection import Deviation
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.plan.about import Opened, about, opened
from riskbild.web.plan.answering import kept
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_IN, _OUT = "in", "out"


class ChoicesForm(StrictForm):
    """Risks with the version of each one's choice, whether they go to the plan, and why."""

    risk = forms.CharField(
        required=True, label=gettext_lazy("Risker"), error_messages={"required": gettext_lazy("Välj minst en risk.")}
    )
    choice = forms.ChoiceField(
        choices=[(_IN, ""), (_OUT, "")], label=gettext_lazy("Val"),
        error_messages={"required": gettext_lazy("Välj om riskerna ska med i planen.")},
    )  # fmt: skip
    reason = TextField(required=False, label=gettext_lazy("Skäl"))

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        if data is not None:
            data = data.copy()
            data["risk"] = ",".join(data.getlist("risk"))
        super().__init__(data, **options)

    def clean_risk(self) -> Sequence[Chosen]:
        """The risks, each as "key.version"."""
        try:
            pairs = [text.split(".") for text in dict.fromkeys(self.cleaned_data["risk"].split(","))]
            return [Chosen(UUID(key), int(version)) for key, version in pairs]
        except ValueError as error:
            raise ValidationError(_("Formuläret är ofullständigt. Ladda om sidan och försök igen.")) from error


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """The risks that the plan is drawn from, and a choice for some of them."""
    sent = ChoicesForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, lambda form: _choose(request, plan_id, form), at="reason")
    if sent is not None and status == SAVED:
        count = len(sent.cleaned_data["risk"])
        text = ngettext("Valet är sparat för %(count)d risk.", "Valet är sparat för %(count)d risker.", count)
        saved(request, text % {"count": count}, form=kept("plan-choices", plan_id))
        return redirect(f"{reverse('plan_choices', args=[plan_id])}")
    return _shown(request, opened(request, plan_id), sent, status)


def _choose(request: SignedInRequest, plan_id: UUID, form: ChoicesForm) -> None:
    values = form.cleaned_data
    choose_for_plan(
        by=request.user, plan_id=plan_id, chosen=values["risk"], in_plan=values["choice"] == _IN,
        reason=values["reason"], now=request.now,
    )  # fmt: skip


def _shown(request: SignedInRequest, one: Opened, sent: ChoicesForm | None, status: int) -> HttpResponse:
    plan = one.plan
    ticked = {text.split(".")[0] for text in sent.data["risk"].split(",")} if sent else set()
    context = {
        **about(one),
        "form": sent or ChoicesForm(initial={"choice": ""}),
        "kept": kept("plan-choices", plan.id),
        "groups": [(heading, lead, rows) for heading, lead, rows in _groups(plan) if rows],
        "ticked": ticked,
        "threshold": threshold_in_words(plan),
        "reason": plan.steps[PlanStep.EDIT],
    }
    return page(request, "plan/choices.html", context, status=status)


def _groups(plan: PlanSeen) -> list[tuple[str, str, list[ChoiceSeen]]]:
    def those(deviation: Deviation | None, *, in_plan: bool) -> list[ChoiceSeen]:
        return [one for one in plan.choices if one.deviation is deviation and one.in_plan is in_plan]

    return [
        (
            _("Över tröskeln, men utanför planen"), _("Ange varför risken lämnas utanför, eller ta med den."),
            those(Deviation.LEFT_OUT, in_plan=False),
        ),
        (
            _("Under tröskeln, men med i planen"), _("Ange varför risken ändå tas med, eller lämna den utanför."),
            those(Deviation.LET_IN, in_plan=True),
        ),
        (_("Med i planen"), "", those(None, in_plan=True)),
        (_("Utanför planen"), "", those(None, in_plan=False)),
    ]  # fmt: skip


def threshold_in_words(plan: PlanSeen) -> Sentence:
    """What the year's rule asks for."""
    threshold: Threshold = plan.setup.threshold
    if threshold.kind is ThresholdKind.SCORE_AT_LEAST:
        return _SCORE.format(score=threshold.score)
    if threshold.kind is ThresholdKind.LEVEL_AT_LEAST:
        levels = {level.key: level.word for level in plan.setup.method.levels}
        return _LEVEL.format(level=levels.get(threshold.level_key or "", threshold.level_key))
    return _WORDS.get(threshold.kind, label(threshold.kind))


_SCORE = Sentence(
    "Tröskel: riskvärde minst {score} ska med i planen.", "Threshold: a score of {score} or more goes in."
)
_LEVEL = Sentence(
    "Tröskel: risknivå {level} eller högre ska med i planen.", "Threshold: level {level} or higher goes in."
)
_WORDS = {
    ThresholdKind.FREE_CHOICE: Sentence(
        "Nämnden väljer fritt vilka risker som ska med: ingen tröskel gäller.",
        "The board chooses freely which risks go in: there is no threshold.",
    ),
    ThresholdKind.HIGHEST_PER_CATEGORY: Sentence(
        "Tröskel: den högst värderade risken i varje kategori ska med i planen.",
        "Threshold: the risk with the highest score in each category goes in.",
    ),
}
