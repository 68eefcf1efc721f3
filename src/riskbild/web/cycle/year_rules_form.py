"""The form for how a board works its year, and the settings read out of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from riskbild.planning.queries.setup import YearSetup
from riskbild.planning.rules_of import NumberedRules
from riskbild.rules.labels import label
from riskbild.rules.period import PARTS, Day, OwnPeriod, PeriodScheme
from riskbild.rules.refusal import Refused
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.rules.threshold_words import threshold_in_words
from riskbild.rules.year_rules import PlanField, YearRules
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import ChangeForm

OWN_ROWS = 4
_SCHEMES = ("T1,T2,T3", "T1,T2,Y", "H1,H2", "H1,Y", "Q1,Q2,Q3,Q4", "Y", "")
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_LONGEST_NAME = 60
_MOST_DAYS = 366
_NUMBER = {"required": gettext_lazy("Ange ett antal dagar."), "invalid": gettext_lazy("Ange antalet med siffror.")}


class YearRulesForm(ChangeForm):
    """The settings of a year. Own periods stand in rows of their own: `own-0-name`, `own-0-starts`, `own-0-ends`."""

    parts = forms.ChoiceField(label=gettext_lazy("Delar av året"), required=False)
    opens = forms.IntegerField(
        label=gettext_lazy("Öppnar, dagar före periodens slut"), min_value=0, max_value=_MOST_DAYS,
        error_messages=_NUMBER,
    )  # fmt: skip
    due = forms.IntegerField(
        label=gettext_lazy("Ska vara klar, dagar efter periodens slut"), min_value=0, max_value=_MOST_DAYS,
        error_messages=_NUMBER,
    )  # fmt: skip
    selection = forms.ChoiceField(label=gettext_lazy("Vilka risker ska med i planen?"), required=False)
    score = forms.IntegerField(label=gettext_lazy("Riskvärde minst"), required=False, min_value=0, max_value=10_000)
    level = forms.ChoiceField(label=gettext_lazy("Risknivå minst"), required=False)
    required = forms.MultipleChoiceField(
        label=gettext_lazy("Varje kontroll i planen ska ha"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nominates = forms.ChoiceField(label=gettext_lazy("Hur kommer riskerna till nämnden?"))
    rule_set = forms.ChoiceField(label=gettext_lazy("Regler och tider"), required=False)

    def __init__(self, *args: Any, setup: YearSetup, **options: Any) -> None:
        super().__init__(*args, **options)
        self._setup = setup
        for name, choices in _choices(setup).items():
            self.fields[name].choices = [choice[:2] for choice in choices]  # type: ignore[attr-defined]  # all are choice fields
        self.offered = _choices(setup)

    def also_known(self) -> frozenset[str]:
        """The rows of own periods."""
        return super().also_known() | {name for row in self._row_names() for name in row}

    def own_rows(self) -> list[tuple[tuple[str, str, str], tuple[str, str, str], str]]:
        """Each row of an own period: the names of its fields, what stands in them, what is wrong."""
        typed: Mapping[str, Any] = self.data if self.is_bound else self.initial
        rows = []
        for place, names in enumerate(self._row_names()):
            values = tuple(str(typed.get(name, "")) for name in names)
            rows.append((names, values, self._wrong.get(place, "")))
        return rows  # type: ignore[return-value]  # tuples of three, like the names they come from

    def clean(self) -> dict[str, Any] | None:
        """Reads the rows and the rule as the rules want them."""
        cleaned = super().clean()
        self._wrong: dict[int, str] = {}
        if not self.errors:
            try:
                self._rules = self._read()
            except Refused as refusal:
                self.add_error("parts", said(refusal.sentence))
        return cleaned

    def _read(self) -> YearRules:
        values = self.cleaned_data
        return YearRules(
            periods=self._periods(), selection=self._selection(), nominates=values["nominates"] == "yes",
            required=frozenset(map(PlanField, values["required"])),
            rule_set=int(values["rule_set"]) if values["rule_set"] else None,
        )  # fmt: skip

    def rules(self) -> YearRules:
        """The settings, once the form has been checked."""
        return self._rules

    _wrong: dict[int, str] = {}  # noqa: RUF012 - replaced, never changed

    def _row_names(self) -> list[tuple[str, str, str]]:
        return [(f"own-{place}-name", f"own-{place}-starts", f"own-{place}-ends") for place in range(OWN_ROWS)]

    def _periods(self) -> PeriodScheme:
        parts = tuple(part for part in self.cleaned_data["parts"].split(",") if part)
        own = [found for place, names in enumerate(self._row_names()) if (found := self._own(place, names))]
        if self._wrong:
            self.add_error(None, gettext("Rätta de egna perioderna."))
        # A fault in a row is told by itself, and not as a year without periods.
        told = ("Y",) if self._wrong else ()
        closes = self._setup.setup.rules.periods.closes_days_after_due
        return PeriodScheme(parts or told, tuple(own), self.cleaned_data["opens"], self.cleaned_data["due"], closes)

    def _own(self, place: int, names: tuple[str, str, str]) -> OwnPeriod | None:
        name, starts, ends = (str(self.data.get(one, "")).strip() for one in names)
        if not (name or starts or ends):
            return None
        try:
            made = OwnPeriod(_name(name), _day(starts), _day(ends))
        except (Refused, ValidationError) as wrong:
            self._wrong[place] = said(wrong.sentence) if isinstance(wrong, Refused) else str(wrong.messages[0])
            return None
        same = (
            one
            for one in self._setup.setup.rules.periods.own
            if (one.name, one.starts, one.ends) == (made.name, made.starts, made.ends)
        )
        return next(same, made)

    def _selection(self) -> Threshold | None:
        kind = self.cleaned_data["selection"]
        if not kind:
            return None
        kind = ThresholdKind(kind)
        score = self.cleaned_data["score"] if kind is ThresholdKind.SCORE_AT_LEAST else None
        level = self.cleaned_data["level"] if kind is ThresholdKind.LEVEL_AT_LEAST else None
        if kind is ThresholdKind.SCORE_AT_LEAST and score is None:
            self.add_error("score", gettext("Ange det lägsta riskvärdet."))
            return None
        return Threshold(kind, score, level or None)


def initial_of(seen: YearSetup) -> dict[str, Any]:
    """What stands in the form to begin with."""
    rules = seen.setup.rules
    chosen = rules.selection
    own = {
        f"own-{place}-{name}": text
        for place, one in enumerate(rules.periods.own[:OWN_ROWS])
        for name, text in (("name", one.name), ("starts", _written(one.starts)), ("ends", _written(one.ends)))
    }
    return own | {
        "parts": parts_key(rules.periods), "opens": rules.periods.opens_days_before_end,
        "due": rules.periods.due_days_after_end, "selection": str(chosen.kind) if chosen else "",
        "score": chosen.score if chosen else None, "level": (chosen.level_key or "") if chosen else "",
        "required": sorted(rules.required), "nominates": "yes" if rules.nominates else "no",
        "rule_set": "" if rules.rule_set is None else str(rules.rule_set),
    }  # fmt: skip


def parts_key(scheme: PeriodScheme) -> str:
    """The standard parts of a scheme as the form names them."""
    return ",".join(scheme.parts)


def _choices(seen: YearSetup) -> dict[str, Sequence[tuple[str, ...]]]:
    current = parts_key(seen.setup.rules.periods)
    schemes = [*_SCHEMES, *([] if current in _SCHEMES else [current])]
    return {
        "parts": [(key, _called(key)) for key in schemes],
        "selection": [*_methods_own(seen), *((str(kind), said(label(kind)), meaning) for kind, meaning in _meanings())],
        "level": [("", gettext("Välj risknivå")), *((level.key, level.word) for level in seen.year.method.levels)],
        "required": [(str(one), said(label(one))) for one in PlanField],
        "nominates": [
            (
                "no", gettext("Nämnden väljer bland alla risker"),
                gettext("Allt i registret kan tas med i riskbilden direkt."),
            ),
            (
                "yes", gettext("Enheterna nominerar"),
                gettext("Enheten motiverar vad som bör upp, nivån ovanför svarar."),
            ),
        ],
        "rule_set": [
            ("", gettext("Den version som gäller för året")),
            *((str(one.number), _version(one)) for one in seen.rule_sets),
        ],
    }  # fmt: skip


def _version(one: NumberedRules) -> str:
    return f"{one.rules.name} ({one.number})" if one.number else one.rules.name


def _methods_own(seen: YearSetup) -> list[tuple[str, str, str]]:
    words = said(threshold_in_words(seen.year.method.threshold, seen.year.method))
    return [("", gettext("Som bedömningsmodellen säger"), words)]


def _meanings() -> list[tuple[ThresholdKind, str]]:
    return [
        (ThresholdKind.SCORE_AT_LEAST, gettext("Risker med minst ett visst riskvärde ska med.")),
        (ThresholdKind.LEVEL_AT_LEAST, gettext("Risker på minst en viss nivå ska med, till exempel kritiska.")),
        (ThresholdKind.HIGHEST_PER_CATEGORY, gettext("Den högst värderade risken i varje kategori ska med.")),
        (ThresholdKind.FREE_CHOICE, gettext("Nämnden väljer fritt. Inget val behöver motiveras mot en tröskel.")),
    ]


def _called(key: str) -> str:
    words = {
        "T1,T2,T3": gettext("Tertial 1, 2 och 3"), "T1,T2,Y": gettext("Tertial 1 och 2, helår"),
        "H1,H2": gettext("Halvår 1 och 2"), "H1,Y": gettext("Halvår 1, helår"),
        "Q1,Q2,Q3,Q4": gettext("Kvartal 1 till 4"), "": gettext("Bara egna perioder"),
    }  # fmt: skip
    if key in words:
        return words[key]
    return ", ".join(said(PARTS[part].name) for part in key.split(","))


def _name(text: str) -> str:
    if not text or len(text) > _LONGEST_NAME:
        raise ValidationError(gettext("Ge perioden ett namn på högst 60 tecken."))
    return text


def _day(text: str) -> Day:
    found = _DAY.fullmatch(text)
    if not found:
        raise ValidationError(gettext("Skriv dagen som månad-dag, till exempel 04-30."))
    return Day(int(found[1]), int(found[2]))


def _written(day: Day) -> str:
    return f"{day.month:02}-{day.day:02}"
