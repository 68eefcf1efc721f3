"""The form for a version of the municipality's rule set; each duty is a row of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy

from riskbild.planning.rules_of import NumberedRules
from riskbild.rules.duties import MOST_DUTIES, TOLD_LABELS, Duty, DutyHolder, DutyKind, RuleSet, Told
from riskbild.rules.period import Day
from riskbild.rules.refusal import Refused
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.organisation.fields import day_field, line_field

ROW_FIELDS = ("key", "title", "kind", "holder", "due", "offset", "period")
_SPARE = 3
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_OFFSETS = ("-1", "0", "1")
_LONGEST_KEY = 40
_CRITERIA = {"minor": Result.MINOR_DEVIATION, "major": Result.MAJOR_DEVIATION}


@dataclass
class Row:
    """One duty as it stands in the form; `wrong` says what is wrong with it."""

    place: int
    values: dict[str, str] = field(default_factory=dict)
    wrong: str = ""


class RuleSetForm(StrictForm):
    """A rule set. Duties stand in rows, `title-0`, `due-0` and so on; a row without a title is left out."""

    name = line_field(label=gettext_lazy("Namn"), error_messages={"required": gettext_lazy("Ge reglerna ett namn.")})
    valid_from = day_field(label=gettext_lazy("Gäller från"))
    valid_to = day_field(label=gettext_lazy("Gäller till"), required=False)
    review_on = day_field(label=gettext_lazy("Ses över senast"), required=False)
    decision = line_field(label=gettext_lazy("Beslut"), required=False)
    executive_board = forms.ChoiceField(label=gettext_lazy("Nämnd med uppsikt"), required=False)
    told = forms.MultipleChoiceField(
        label=gettext_lazy("Får veta om en större avvikelse genast"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    minor = TextField(label=gettext_lazy("När en avvikelse är mindre"), required=False)
    major = TextField(label=gettext_lazy("När en avvikelse är större"), required=False)
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, latest: RuleSet, boards: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._latest = {duty.key: duty for duty in latest.duties}
        named = [("", gettext("Den som heter Kommunstyrelsen")), *boards]
        self.fields["executive_board"].choices = named  # type: ignore[attr-defined]  # it is a choice field
        told = [(one.value, said(text)) for one, text in TOLD_LABELS.items()]
        self.fields["told"].choices = told  # type: ignore[attr-defined]
        self._rows = self._read() if self.is_bound else _begun(latest)

    def also_known(self) -> frozenset[str]:
        """The rows, and the button that asks for more of them."""
        return frozenset({"more"}) | {f"{name}-{place}" for place in range(MOST_DUTIES) for name in ROW_FIELDS}

    def only_more_rows(self) -> bool:
        """Whether the form was sent only to get more rows."""
        return "more" in self.data

    def rows(self) -> list[Row]:
        """The rows as typed, and some empty ones after them."""
        used = len(self._rows)
        spare = min(_SPARE, MOST_DUTIES - used)
        return [*self._rows, *(Row(used + place, {"kind": DutyKind.OTHER}) for place in range(spare))]

    def clean(self) -> dict[str, Any] | None:
        """Reads the rows and makes the rule set of them."""
        cleaned = super().clean()
        duties = [duty for row in self._rows if (duty := self._duty(row))]
        if any(row.wrong for row in self._rows):
            self.add_error(None, gettext("Rätta uppgifterna som är märkta."))
        elif not self.errors:
            self._make(duties)
        return cleaned

    def rules(self) -> RuleSet:
        """The rule set, once the form has been checked."""
        return self._made

    def _make(self, duties: Sequence[Duty]) -> None:
        values = self.cleaned_data
        try:
            self._made = RuleSet(
                name=values["name"].strip(), valid_from=values["valid_from"], valid_to=values["valid_to"],
                review_on=values["review_on"], executive_board=values["executive_board"],
                decision=values["decision"].strip(), duties=tuple(duties),
                told=frozenset(map(Told, values["told"])),
                criteria={one: values[name] for name, one in _CRITERIA.items() if values[name].strip()},
            )  # fmt: skip
        except Refused as refusal:
            self.add_error("valid_to" if values["valid_to"] else None, said(refusal.sentence))

    def _read(self) -> list[Row]:
        places = [place for place in range(MOST_DUTIES) if str(self.data.get(f"title-{place}", "")).strip()]
        return [
            Row(number, {name: str(self.data.get(f"{name}-{place}", "")).strip() for name in ROW_FIELDS})
            for number, place in enumerate(places)
        ]

    def _duty(self, row: Row) -> Duty | None:
        values = row.values
        try:
            return Duty(
                key=self._key(row), title=self._title(values), kind=DutyKind(values["kind"]),
                holder=DutyHolder(values["holder"]), due=_day(values["due"]), year_offset=_offset(values["offset"]),
                period=values["period"][:60],
            )  # fmt: skip
        except Refused as refusal:
            row.wrong = said(refusal.sentence)
        except ValidationError as wrong:
            row.wrong = str(wrong.messages[0])
        except ValueError:
            row.wrong = gettext("Välj i listan.")
        return None

    def _key(self, row: Row) -> str:
        """The duty's own key, so that marks and calendars still know it; for a new one a key made of its title."""
        if row.values["key"] in self._latest:
            return row.values["key"]
        base = slugify(row.values["title"])[:_LONGEST_KEY].replace("-", "_") or "duty"
        others = {one.values["key"] for one in self._rows if one is not row} | self._latest.keys()
        key = next(name for name in (base, *(f"{base}_{n}" for n in range(2, MOST_DUTIES + 2))) if name not in others)
        row.values["key"] = key
        return key

    def _title(self, values: dict[str, str]) -> Sentence:
        before = self._latest.get(values["key"])
        if before and before.title.sv == values["title"]:
            return before.title
        return Sentence(values["title"], values["title"])


def initial_of(latest: NumberedRules, today: date) -> dict[str, Any]:
    """What stands in the form to begin with: the latest version, from next New Year."""
    rules = latest.rules
    return {
        "name": rules.name, "valid_from": date(today.year + 1, 1, 1), "review_on": rules.review_on,
        "decision": "", "executive_board": rules.executive_board, "told": [one.value for one in rules.told],
        **{name: rules.criteria.get(one, "") for name, one in _CRITERIA.items()},
    }  # fmt: skip


def _begun(latest: RuleSet) -> list[Row]:
    return [
        Row(place, {
            "key": duty.key, "title": duty.title.sv, "kind": str(duty.kind), "holder": str(duty.holder),
            "due": f"{duty.due.month:02}-{duty.due.day:02}", "offset": str(duty.year_offset), "period": duty.period,
        })
        for place, duty in enumerate(latest.duties)
    ]  # fmt: skip


def _day(text: str) -> Day:
    found = _DAY.fullmatch(text)
    if not found:
        raise ValidationError(gettext("Skriv dagen som månad-dag, till exempel 04-30."))
    return Day(int(found[1]), int(found[2]))


def _offset(text: str) -> int:
    if text not in _OFFSETS:
        raise ValueError(text)
    return int(text)
