"""The follow-up of a year as a document: each control with what its periods said, deviations and measures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.documents.layout import PublishedKind, Source
from riskbild.followup.models import Report
from riskbild.followup.queries.board import PeriodLine, periods_of_year
from riskbild.followup.queries.board_reports import ReportSeen
from riskbild.followup.queries.board_rows import BoardRow, period_rows
from riskbild.followup.queries.measures import measures_of
from riskbild.publishing.assemble.facts import DocumentFacts, RowFacts
from riskbild.publishing.sources.about import facts_about
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.beside import deviation_lines, figures_of, measure_figures, measure_lines
from riskbild.publishing.sources.board_report import report_asked, reported
from riskbild.publishing.sources.register import own_document
from riskbild.publishing.sources.risks import RiskRow, Risks, marks_of
from riskbild.publishing.sources.secret_lines import RISKS, marks_together, risk_keys, with_title
from riskbild.rules.labels import label
from riskbild.rules.period_life import PeriodState
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.sentence import Sentence

_NO_PERIOD = Sentence("ingen period har öppnats.", "no period has been opened.")
_ANSWERS: Final = {OnPlan.YES: True, OnPlan.NO: False}


@dataclass
class _Thing:
    """A control or a followed risk through the year's periods."""

    row: BoardRow
    spoken: Sequence[UUID]
    marks: Mapping[str, str]
    status: dict[str, str | None] = field(default_factory=dict)


def follow_up(asked: Asked, risks: Risks) -> Sourced:
    """What the periods say that have been opened, with the board's own report. Raises `Refused` where none has."""
    report = report_asked(asked)
    return reported(report, followed(asked, risks, report))


def followed(asked: Asked, risks: Risks, report: ReportSeen | None) -> Sourced:
    """What the periods say, those that end no later than the one that the report is about; without its words."""
    seen = periods_of_year(asked.by, asked.year.pk, asked.today).periods
    periods = [one for one in seen if one.id and one.period.state is not PeriodState.PLANNED]
    about = report.data["period"] if report else None
    if about:
        periods = [one for one in periods if one.period.ends.isoformat() <= about["ends"]]
    if not periods:
        raise asked.nothing(_NO_PERIOD)
    things = _things(asked, periods)
    known = {one.key: one for one in risks.living()}
    controls = [one for one in things if one.row.subject is Subject.CONTROL]
    told = frozenset(one.row.risk_id for one in controls)
    rows = [
        *_control_rows(controls, known),
        *(_risk_row(one, known, told) for one in things if one.row.subject is Subject.RISK),
    ]
    facts = replace(_facts(asked, risks, periods), rows=tuple(worth for _, worth in rows))
    return Sourced(own_document(asked, tuple(row for row, _ in rows)), facts, risks.profile)


def _facts(asked: Asked, risks: Risks, periods: Sequence[PeriodLine]) -> DocumentFacts:
    names = [str(one.period.name) for one in periods]
    told = names[-1] if asked.kind is PublishedKind.INTERIM_FOLLOW_UP else str(asked.year.year)
    measures = measures_of(asked.by, asked.year.pk, asked.today)
    return replace(
        facts_about(asked, risks.profile),
        texts={"period": told},
        figures={
            **figures_of([one.counts for one in periods]),
            **measure_figures(measures),
            "gross_risks": len(risks.living()),
        },
        tables={
            Source.DEVIATIONS: deviation_lines(asked.by, asked.year, asked.today, public=asked.public),
            Source.MEASURES: measure_lines(asked.year.municipality_id, measures, public=asked.public),
        },
    )


def _things(asked: Asked, periods: Sequence[PeriodLine]) -> list[_Thing]:
    """Every control and followed risk once, in the latest period's order; a retired one that said something too."""
    boards = [(one, period_rows(asked.by, one.id, asked.today)) for one in periods if one.id]
    spoken = _spoken(asked, [row.id for _, rows in boards for row in rows])
    found = marks_of(asked.year.municipality_id, risks=sorted({risk for every in spoken.values() for risk in every}))
    latest: dict[tuple[Subject, UUID], BoardRow] = {}
    said: dict[tuple[Subject, UUID], dict[str, str | None]] = defaultdict(dict)
    for line, rows in boards:
        for row in rows:
            key = row.subject, row.lineage
            latest[key] = row
            said[key][line.period.printed] = _told(row)
    last = {(row.subject, row.lineage): place for place, row in enumerate(boards[-1][1])}
    ordered = sorted(latest.items(), key=lambda one: (last.get(one[0], len(last)),))
    printed = [line.period.printed for line, _ in boards]
    return [
        _Thing(
            row, spoken.get(row.id, ()), marks_together(spoken.get(row.id, ()), found),
            {period: said[key].get(period) for period in printed},
        )
        for key, row in ordered
        if row.said.anything or key in last
    ]  # fmt: skip


def _told(row: BoardRow) -> str | None:
    """What a period's column prints: the status as it was written, and under it what the control showed."""
    printed = str(row.said.printed)
    showed = str(label(row.said.result)) if row.said.result else ""
    if showed.casefold() in printed.casefold():
        return printed or None
    return "\n".join(filter(None, (printed, showed)))


def _spoken(asked: Asked, keys: Sequence[UUID]) -> dict[UUID, Sequence[UUID]]:
    """Every risk that each report speaks of; one query."""
    rows = Report.objects.filter(municipality_id=asked.year.municipality_id, pk__in=keys)
    return {
        pk: [*([risk] if risk else []), *map(UUID, also)]
        for pk, risk, also in rows.values_list("pk", "risk_id", "also_risks")
    }


def _control_rows(things: Iterable[_Thing], known: Mapping[UUID, RiskRow]) -> list[tuple[ExchangeRow, RowFacts]]:
    """Controls of the same risk below each other in one row, as plans print them."""
    together: dict[tuple[object, ...], list[_Thing]] = {}
    for thing in things:
        words = thing.row.words
        key = (*(str(words[name]) for name in ("heading", "process", "risk_words")), thing.row.risk_id)
        together.setdefault(key, []).append(thing)
    return [_control_row(found, known) for found in together.values()]


def _control_row(things: Sequence[_Thing], known: Mapping[UUID, RiskRow]) -> tuple[ExchangeRow, RowFacts]:
    first = things[0].row
    risk = known.get(first.risk_id) if first.risk_id else None
    worth = risk.facts if risk else RowFacts()
    words = {name: str(text) or None for name, text in first.words.items()}
    results = [str(label(one.row.said.result)) for one in things if one.row.said.result]
    roles = dict.fromkeys(str(one.row.words["role"]) for one in things if one.row.words["role"])
    comments = dict.fromkeys(str(one.row.said.comment) for one in things if one.row.said.comment)
    marks = with_title({name: paragraph for one in things for name, paragraph in one.marks.items()})
    row = ExchangeRow(
        heading=words["heading"], process=words["process"], risk=words["risk_words"], score=worth.score,
        responsible="\n".join(roles) or None,
        comment="\n".join(comments) or None, result=results[0] if len(things) == 1 and results else None,
        controls=tuple(_control(one) for one in things),
    )  # fmt: skip
    more = {"unit": first.node, RISKS: risk_keys(risk for one in things for risk in one.spoken)}
    return row, replace(worth, key=str(first.id), version=first.version, more=more, secrecy=marks)


def _control(thing: _Thing) -> ExchangeControl:
    words = {name: str(text) or None for name, text in thing.row.words.items()}
    return ExchangeControl(
        control=words["activity"], method=words["method"], responsible=words["role"], frequency=words["frequency"],
        status=thing.status,
    )  # fmt: skip


def _risk_row(
    thing: _Thing, known: Mapping[UUID, RiskRow], told: frozenset[UUID | None]
) -> tuple[ExchangeRow, RowFacts]:
    """A followed risk: the register's own row with the last answer and comment, without the controls that its plan
    has `told` of in a row of their own.
    """
    said, words = thing.row.said, thing.row.words
    cells: dict[str, Any] = {"follows_plan": _ANSWERS.get(said.on_plan) if said.on_plan else None}
    cells["comment"] = str(said.comment) or None
    risk = known.get(thing.row.risk_id) if thing.row.risk_id else None
    about = {RISKS: risk_keys(thing.spoken)}
    if risk is not None:
        cells |= {"controls": ()} if risk.key in told else {}
        secrecy, more = {**risk.facts.secrecy, **thing.marks}, {**risk.facts.more, **about}
        return replace(risk.row, **cells), replace(risk.facts, secrecy=secrecy, more=more)
    named: dict[str, Any] = {"process": str(words["process"]) or None, "risk": str(words["risk_words"]) or None}
    return ExchangeRow(**cells, **named), RowFacts(key=str(thing.row.id), secrecy=thing.marks, more=about)
