"""What is written in a board's report, and what its steps ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskbild.documents.layout.placeholders import COUNTS
from riskbild.rules.board_report import LARGEST_FIGURE, LONGEST_HEADING, MOST_SECTIONS, Section, Stated, Written
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.labels import label
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import ChangeForm, TextField

STATABLE = ("gross_risks", "critical", "to_review", "carried_over", "on_plan", "not_on_plan")
"""The numbers that a person may state where the data cannot give them."""


class WrittenForm(ChangeForm):
    """Sections with headings and texts, the conclusion with its motive, and stated figures with their sources."""

    names = (
        *(f"{part}_{number}" for number in range(MOST_SECTIONS) for part in ("title", "text")), "conclusion", "motive",
        *(f"{part}_{name}" for name in STATABLE for part in ("value", "source")),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(MOST_SECTIONS):
            self.fields[f"title_{number}"] = forms.CharField(
                required=False, max_length=LONGEST_HEADING, label=_("Rubrik")
            )
            self.fields[f"text_{number}"] = TextField(required=False, label=_("Text"))
        choices = [("", _("Välj")), *((one.value, said(label(one))) for one in Conclusion)]
        self.fields["conclusion"] = forms.ChoiceField(
            required=False, choices=choices, label=_("Samlad bedömning av den interna kontrollen")
        )
        self.fields["motive"] = TextField(required=False, label=_("Motivering"))
        for name in STATABLE:
            told = said(COUNTS[name])
            self.fields[f"value_{name}"] = forms.IntegerField(
                required=False, min_value=0, max_value=LARGEST_FIGURE, label=told[:1].upper() + told[1:]
            )
            self.fields[f"source_{name}"] = TextField(
                required=False, label=_("Källa: meningen som talet står i"), widget=forms.TextInput()
            )

    def written(self) -> Written:
        """What was written, as the action takes it."""
        values: Mapping[str, Any] = self.cleaned_data
        pairs = [(values[f"title_{number}"], values[f"text_{number}"]) for number in range(MOST_SECTIONS)]
        stated = [
            Stated(name, values[f"value_{name}"], values[f"source_{name}"])
            for name in STATABLE
            if values[f"value_{name}"] is not None
        ]
        return Written(
            sections=[Section(title, text) for title, text in pairs],
            conclusion=Conclusion(values["conclusion"]) if values["conclusion"] else None, motive=values["motive"],
            stated=stated,
        )  # fmt: skip


def values_of(written: Written) -> dict[str, str]:
    """What stands in each field now."""
    values = dict.fromkeys(WrittenForm.names, "")
    for number, one in enumerate(written.sections):
        values |= {f"title_{number}": one.title, f"text_{number}": one.text}
    for figure in written.stated:
        values |= {f"value_{figure.name}": str(figure.value), f"source_{figure.name}": figure.source}
    return values | {"conclusion": written.conclusion or "", "motive": written.motive}


class ReasonForm(ChangeForm):
    """Why the board returns the report."""

    reason = TextField(label=gettext_lazy("Skäl"), error_messages={"required": gettext_lazy("Ange skälet.")})
