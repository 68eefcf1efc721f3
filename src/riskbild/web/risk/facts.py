"""What a risk's page says beyond the stored values: current scores, remarks, deadlines, periods of controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from riskbild.register.queries.page import AssessmentSeen, MeasureSeen, RiskSeen
from riskbild.register.terms import AssessmentKind
from riskbild.rules.deadline import Deadline, deadline_findings, read_deadline
from riskbild.rules.labels import label
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.scoring import score
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said


@dataclass(frozen=True)
class Due:
    """A deadline as printed, with what it gives in plain dates or a recurrence beside it, and whether it has passed."""

    printed: str | Sentence
    derived: str
    late: bool = False


@dataclass(frozen=True)
class MeasureLine:
    """A measure with its deadline told."""

    measure: MeasureSeen
    due: Due


def current_assessments(risk: RiskSeen) -> list[AssessmentSeen]:
    """The latest inherent assessment and the latest residual one, those there are."""
    kinds = (AssessmentKind.INHERENT, AssessmentKind.RESIDUAL)
    latest = (next((one for one in risk.assessments if one.kind == kind), None) for kind in kinds)
    return [one for one in latest if one]


def score_remarks(risk: RiskSeen) -> list[Sentence]:
    """Where a document's score differs from what the matrix gives, and where a high score is not in the plan."""
    method = risk.year.method
    remarks = [
        finding.sentence
        for one in current_assessments(risk)
        for finding in score(method, likelihood=one.likelihood, impact=one.impact, printed=one.score).findings
    ]
    if method.wants_in_plan(risk.score, risk.level) and risk.in_plan is False:
        remarks.append(_ABOVE)
    return remarks


def told(deadline: Deadline) -> str:
    """What a deadline gives beyond its text: days, a recurrence, or nothing where the text already says it all."""
    days = _days(deadline.starts, deadline.due)
    recurrence = said(label(deadline.recurrence)) if deadline.recurrence else ""
    parts = [part for part in (days, recurrence) if part and part.casefold() != deadline.text.strip().casefold()]
    return ", ".join(parts)


def _days(starts: date | None, due: date | None) -> str:
    if starts and due:
        return str(due) if starts == due else f"{starts}–{due}"
    if due:
        return _("senast %(day)s") % {"day": due}
    return _("från %(day)s") % {"day": starts} if starts else ""


def risk_due(risk: RiskSeen) -> tuple[Due, Sequence[Sentence]]:
    """The risk's own deadline, and what is to be said about its text."""
    remarks = [finding.sentence for finding in deadline_findings(risk.deadline, "deadline")]
    return Due(risk.texts["deadline"], told(risk.deadline)), remarks


def measure_lines(risk: RiskSeen, today: date) -> list[MeasureLine]:
    """The measures in order; one that is open is late when its day has passed and the year is still worked with."""
    return [MeasureLine(one, _due(one, risk, today)) for one in risk.measures]


def _due(measure: MeasureSeen, risk: RiskSeen, today: date) -> Due:
    own = isinstance(measure.deadline, str) and bool(measure.deadline)
    deadline = read_deadline(str(measure.deadline), year=risk.year.year) if own else risk.deadline
    late = deadline.due is not None and deadline.due < today and measure.progress in OPEN and not risk.year.closed
    inherited = _days(None, deadline.due) if late else ""
    return Due(measure.deadline, told(deadline) if own else inherited, late)


def done(risk: RiskSeen) -> int:
    """How many measures are carried out."""
    return sum(one.progress is Progress.DONE for one in risk.measures)


def periods(controls: Sequence[Mapping[str, object]]) -> list[str]:
    """Every period that some control tells its status for, in the order they stand in the document."""
    found: dict[str, None] = {}
    for control in controls:
        status = control.get("status")
        found |= dict.fromkeys(status) if isinstance(status, Mapping) else {}
    return list(found)


_ABOVE = Sentence(
    sv="Riskvärdet når gränsen för internkontrollplanen, men risken är inte med i den.",
    en="The score reaches the threshold of the control plan, but the risk is not in it.",
)
