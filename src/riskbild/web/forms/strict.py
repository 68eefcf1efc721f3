"""Forms that take what they ask for and nothing else, and that know which version they were filled in from."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from riskbild.rules.required import field_findings
from riskbild.rules.text_limits import with_plain_line_breaks
from riskbild.web.forms.attempt import said
from riskbild.web.forms.versions import Seen, read

THEIRS, MINE = "theirs", "mine"
_OF_THE_SYSTEM = frozenset({"csrfmiddlewaretoken"})


class TextField(forms.CharField):
    """A text as it was typed, blanks included; one that cannot be stored is refused at its field."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"strip": False, **options})
        # `validate` says more than Django's own check for null characters.
        self.validators = []

    def to_python(self, value: Any) -> str:
        """The text with plain line breaks, as it is stored."""
        return with_plain_line_breaks(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Refuses an empty text where one is asked for, and every text that cannot be stored."""
        super().validate(value.strip())
        findings = [finding for finding in field_findings(value, "") if finding.stops]
        if findings:
            raise ValidationError([said(finding.sentence) for finding in findings])


class StrictForm(forms.Form):
    """A form that refuses names it did not ask for, and shows what is wrong with hidden values as one sentence."""

    def clean(self) -> dict[str, Any] | None:
        """Looks for names that are not in the form."""
        unknown = sorted(set(self.data) - self.fields.keys() - _OF_THE_SYSTEM - self.also_known())
        if unknown:
            self.add_error(None, _("Formuläret har inget fält som heter %(name)s.") % {"name": unknown[0][:60]})
        if [self.errors.pop(name) for name in list(self.errors) if self._is_hidden(name)]:
            self.add_error(None, _("Formuläret är ofullständigt. Ladda om sidan och försök igen."))
        return self.cleaned_data

    def also_known(self) -> frozenset[str]:
        """Names beside the fields that may be sent."""
        return frozenset()

    def _is_hidden(self, name: str) -> bool:
        return name in self.fields and self.fields[name].widget.is_hidden


class ChangeForm(StrictForm):
    """A form that changes what is already there.

    `names` are the fields that somebody else may have changed meanwhile. After a conflict the form comes with both
    texts of each, and `keep-NAME` says which one counts.
    """

    names: ClassVar[tuple[str, ...]] = ()
    version = forms.CharField(max_length=2000, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(None if data is None else self._resolved(data), **options)

    def clean_version(self) -> Seen:
        """The version and the fingerprints that the form was filled in from."""
        try:
            return read(self.cleaned_data["version"], self.names)
        except ValueError as error:
            raise ValidationError("version") from error

    @property
    def seen(self) -> Seen:
        """What the form was filled in from, once it has been checked."""
        seen: Seen = self.cleaned_data["version"]
        return seen

    @property
    def risk_read(self) -> int:
        """The version of the risk that the form was filled in from, once it has been checked."""
        return self.seen.version

    def also_known(self) -> frozenset[str]:
        """The choices made after a conflict."""
        return frozenset(f"{prefix}-{name}" for name in self.names for prefix in ("keep", THEIRS))

    def typed(self) -> Mapping[str, str]:
        """What was sent in each of `names`."""
        return {name: with_plain_line_breaks(self.data[name]) for name in self.names if name in self.data}

    def _resolved(self, data: QueryDict) -> QueryDict:
        resolved = data.copy()
        for name in self.names:
            if data.get(f"keep-{name}") == THEIRS and f"{THEIRS}-{name}" in data:
                resolved[name] = str(data[f"{THEIRS}-{name}"])
        return resolved
