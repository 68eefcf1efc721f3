"""What the pages of a report draw: its state as a tag, its figures, its rows with what they said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from riskbild.register.queries.telling import Shown
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.labels import label
from riskbild.rules.report_state import ReportState
from riskbild.rules.reporting import OnPlan
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.web.followup.about import report_mark
from riskbild.web.followup.marks import LOOKS, Mark

_LOOKS = {
    BoardReportState.DRAFT: ("", "edit"), BoardReportState.PROPOSED: ("info", "arrow-right"),
    BoardReportState.RETURNED: ("warning", "arrow-left"), BoardReportState.ADOPTED: ("success", "check"),
    BoardReportState.REPLACED: ("", "history"),
}  # fmt: skip
_ANSWERS = {
    OnPlan.YES: Sentence("Följer plan", "On plan"), OnPlan.PARTLY: Sentence("Följer delvis plan", "Partly on plan"),
    OnPlan.NO: Sentence("Följer inte plan", "Not on plan"),
}  # fmt: skip
_TITLES = {
    "risk": ("risk_words", "process", "activity"), "control": ("activity", "risk_words", "process"),
    "measure": ("activity", "risk_words", "process"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One row of the report; `before` is what was said the period before: its name, tags and texts."""

    title: Shown
    about: Shown
    role: Shown
    marks: Sequence[Mark]
    texts: Sequence[Shown]
    changed: bool
    before: tuple[str, Sequence[Mark], Sequence[Shown]] | None


def mark_of(state: BoardReportState) -> Mark:
    """A report's state as a tag."""
    return Mark(label(state), *_LOOKS[state])


def figures_of(data: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """The figures at the top of the report: those that the data give."""
    told = {
        "due": _("Skulle rapporteras"), "reported": _("Rapporterat"), "not_reported": _("Saknas"),
        "not_on_plan": _("Följer inte plan"), "minor_deviations": _("Mindre avvikelser"),
        "major_deviations": _("Större avvikelser"), "not_carried_out": _("Inte genomförda"),
    }  # fmt: skip
    return [(data["figures"][name], text, "") for name, text in told.items() if name in data["figures"]]


def lines_of(data: Mapping[str, Any]) -> list[tuple[Shown, list[Line]]]:
    """The rows under their headings, in the order of the plan."""
    groups: list[tuple[Shown, list[Line]]] = []
    for one in data["rows"]:
        if not groups or groups[-1][0] != one["heading"]:
            groups.append((one["heading"], []))
        groups[-1][1].append(_line(one))
    return groups


def _line(one: Mapping[str, Any]) -> Line:
    names = [name for name in _TITLES[one["subject"]] if one[name]]
    title = one[names[0]] if names else ""
    about = one["risk_words"] or one["process"]
    marks = _marks(one)
    if not marks and not one["printed"]:
        marks = [report_mark(ReportState(one["state"]))]
    before = one["before"]
    return Line(
        title=title, about="" if about == title else about, role=one["role"], marks=marks, texts=_texts(one),
        changed=one["changed"], before=(before["period"], _marks(before), _texts(before)) if before else None,
    )  # fmt: skip


def _marks(one: Mapping[str, Any]) -> list[Mark]:
    marks = []
    if one["result"]:
        result = Result(one["result"])
        marks.append(Mark(label(result), LOOKS[result].tone, LOOKS[result].icon))
    if one["on_plan"]:
        answer = OnPlan(one["on_plan"])
        marks.append(Mark(_ANSWERS[answer], LOOKS[answer].tone, LOOKS[answer].icon))
    return marks


def _texts(one: Mapping[str, Any]) -> list[Shown]:
    return [one[name] for name in ("printed", "reason", "comment") if one[name]]
