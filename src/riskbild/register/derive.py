"""What is worked out from a risk's cells and its current assessment; nothing is written to the database here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from riskbild.register.models import Assessment, Measure, Risk, RiskRole, SecrecyMark
from riskbild.register.models.risk import UNSCORED
from riskbild.register.models.sortable import sort_key
from riskbild.register.terms import AssessmentKind
from riskbild.rules.deadline import read_deadline
from riskbild.rules.method import Method
from riskbild.rules.roles import suggested_roles
from riskbild.rules.title import risk_title

_TITLE = 300
_ROLE = 200


@dataclass(frozen=True)
class Scored:
    """The three numbers of an assessment, any of which may be missing."""

    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None


def put_texts(risk: Risk) -> None:
    """Title, sort keys and due date from the cells as they stand."""
    risk.title = risk_title(risk=risk.risk, process=risk.process, description=risk.description)[:_TITLE]
    risk.title_key = sort_key(risk.title)
    risk.process_key = sort_key(risk.process)
    risk.due_on = due_date(risk.deadline, risk.year)


def due_date(deadline: str, year: int) -> date | None:
    """The date a deadline text gives, where it gives one."""
    return read_deadline(deadline, year=year).due if deadline else None


def put_score(risk: Risk, scored: Scored, method: Method) -> None:
    """Numbers and level of the current assessment; a risk with no score sorts last and has no level."""
    risk.likelihood, risk.impact, risk.score = scored.likelihood, scored.impact, scored.score
    risk.score_rank = UNSCORED if scored.score is None else scored.score
    level = method.level_of(scored.score, scored.likelihood, scored.impact)
    risk.level = level.key if level else ""


def put_cells(risk: Risk, printed: Scored) -> None:
    """The three numbers as a document prints them."""
    risk.cell_likelihood, risk.cell_impact, risk.cell_score = printed.likelihood, printed.impact, printed.score


def current(assessments: Iterable[Assessment]) -> Assessment | None:
    """The assessment that a list shows: the latest inherent one, else the latest there is."""
    ordered = sorted(assessments, key=lambda one: (one.kind == AssessmentKind.INHERENT, one.made_at, one.pk))
    return ordered[-1] if ordered else None


def roles_of(risk: Risk) -> list[RiskRole]:
    """The roles named in the `responsible` cell, each once, as unsaved rows."""
    names = dict.fromkeys(one.role[:_ROLE] for one in suggested_roles(risk.responsible))
    return [RiskRole(municipality_id=risk.municipality_id, risk=risk, role=name) for name in names]


def measures_of(risk: Risk, texts: Sequence[str] | None = None) -> list[Measure]:
    """The measures of the `measures` cell as unsaved rows: those given, else each paragraph."""
    texts = risk.measures.split("\n") if texts is None else texts
    paragraphs = [part.strip() for part in texts if part.strip()]
    return [
        Measure(municipality_id=risk.municipality_id, risk=risk, position=position, text=text)
        for position, text in enumerate(paragraphs)
    ]


def put_cells_of(risk: Risk, measures: Iterable[Measure]) -> None:
    """Rewrites the cells that measures are children of, after a person has changed one of them.

    The deadline and the responsible cell follow only where measures say something of their own.
    """
    measures = sorted(measures, key=lambda measure: measure.position)
    risk.measures = "\n".join(measure.text for measure in measures)
    if any(measure.deadline for measure in measures):
        risk.deadline = "\n".join(dict.fromkeys(measure.deadline for measure in measures if measure.deadline))
    if any(measure.roles for measure in measures):
        risk.responsible = "\n".join(dict.fromkeys(measure.roles for measure in measures if measure.roles))


SEARCHED = (
    "reference", "process", "heading", "category", "risk", "description", "causes", "consequence", "existing_controls",
    "measures", "responsible", "deadline", "response_text", "response_reason", "result", "comment",
)  # fmt: skip


def searched_texts(risk: Risk, marks: Iterable[SecrecyMark]) -> tuple[str, str]:
    """What of a risk is searched by everybody, and what only by those who may read secret fields."""
    marked = {mark.field for mark in marks}
    open_texts: list[str] = []
    secret_texts: list[str] = []
    for name in SEARCHED:
        secret = "" in marked or name in marked
        (secret_texts if secret else open_texts).append(getattr(risk, name))
    controls = " ".join(text for control in risk.controls for text in _control_texts(control))
    (secret_texts if "" in marked else open_texts).append(controls)
    return "\n".join(filter(None, open_texts)), "\n".join(filter(None, secret_texts))


def _control_texts(control: dict[str, object]) -> Iterable[str]:
    status = control.get("status")
    cells = [*control.values(), *(status.values() if isinstance(status, dict) else ())]
    return [cell for cell in cells if isinstance(cell, str)]
