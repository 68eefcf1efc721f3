"""Remarks as the page shows them: the gravest first, rule by rule, each with its risk and its field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from riskbild.checks.catalogue import BY_CODE
from riskbild.checks.place import Part, field_label
from riskbild.checks.remark import Remark
from riskbild.checks.rule import Rule
from riskbild.register.fields import EDITABLE
from riskbild.register.queries.checkable import Checkable, CheckableRisk
from riskbild.rules.finding import Severity
from riskbild.rules.labels import label
from riskbild.rules.sentence import Sentence
from riskbild.rules.title import short_title
from riskbild.web.documents.where import place_told

type Found = tuple[Remark, str]

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_TONES = {Severity.ERROR: "danger", Severity.WARNING: "warning", Severity.INFO: "info"}
_SIGNS = {Severity.ERROR: "error", Severity.WARNING: "alert", Severity.INFO: "info"}
_SCORES = frozenset({"score", "likelihood", "impact"})
_WHOLE = Sentence("Året som helhet", "The year as a whole")
_HIDDEN = Sentence("Sekretessmarkerad risk", "Risk marked secret")


@dataclass(frozen=True)
class Line:
    """One remark on the page. Addresses are empty where there is nothing to go to or nothing that the person may do."""

    sentence: Sentence
    risk: str | Sentence
    href: str
    field: Sentence | None
    field_href: str
    repair_href: str


@dataclass(frozen=True)
class Group:
    """What one rule, at one weight, remarks on; `lines` may be only the first of `total`."""

    rule: Rule
    severity: Severity
    total: int
    lines: Sequence[Line]

    @property
    def tone(self) -> str:
        """The tag's tone."""
        return _TONES[self.severity]

    @property
    def icon(self) -> str:
        """The tag's sign, so that the tone never stands alone."""
        return _SIGNS[self.severity]

    @property
    def weight(self) -> Sentence:
        """The tag's word."""
        return label(self.severity)


def groups_of(
    found: Iterable[Found], checked: Checkable, *, start: int, most: int, editable: frozenset[UUID]
) -> list[Group]:
    """Every rule that remarks on something, with `most` of its remarks from `start` on.

    Each remark comes with the title of the document whose running text it is about, "" for the register's own rows.
    `editable` are the units where the person may change risks.
    """
    by_rule: dict[tuple[int, str], list[Found]] = defaultdict(list)
    for remark, title in found:
        by_rule[_WEIGHT[remark.severity], remark.code].append((remark, title))
    return [
        Group(
            BY_CODE[code],
            remarks[0][0].severity,
            len(remarks),
            [_line(remark, title, checked, editable) for remark, title in remarks[start : start + most]],
        )
        for (_, code), remarks in sorted(by_rule.items())
    ]


def _line(remark: Remark, title: str, checked: Checkable, editable: frozenset[UUID]) -> Line:
    place = remark.place
    if title:
        return Line(remark.sentence, title, "", place_told(place.field or ""), "", "")
    if place.part is not Part.ROWS or place.row is None:
        return Line(remark.sentence, _WHOLE, "", None, "", "")
    risk, row = checked.risks[place.row - 1], checked.document.rows[place.row - 1]
    may = risk.node_id in editable
    return Line(
        sentence=remark.sentence,
        risk=short_title(row.shown_as) if row.shown_as else _HIDDEN,
        href=reverse("risk", args=[risk.id]),
        field=field_label(place.field) if place.field else None,
        field_href=_field_href(risk, place.field or "") if may else "",
        repair_href=repair_href(risk.id, remark) if may and remark.repair else "",
    )


def _field_href(risk: CheckableRisk, field: str) -> str:
    """Where the field is changed; controls and a printed heading are changed nowhere on screen."""
    if field in _SCORES:
        return reverse("risk_assess", args=[risk.id])
    return f"{reverse('risk_edit', args=[risk.id])}#id_{field}" if field in EDITABLE else ""


def repair_href(risk_id: UUID, remark: Remark) -> str:
    """The page that shows a repair before it is made."""
    query = urlencode({"regel": remark.code, "falt": remark.place.field or ""})
    return f"{reverse('checking_repair', args=[risk_id])}?{query}"
