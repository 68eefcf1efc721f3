"""What each step does to a decided report's row: a board's own, or the executive board's over them all.

Nothing is written here: the actions have asked who may, and save.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from riskbild.documents.layout.placeholders import COUNTS, DOCUMENT, check_text
from riskbild.documents.place import Place
from riskbild.followup.models.board_report import DecidedReport
from riskbild.followup.report_texts import told_in, unknown_in
from riskbild.organisation.refusing import at, one_line
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.planning.decision import Decision, checked_decision
from riskbild.planning.freezing import frozen, thawed
from riskbild.rules.board_report import (
    LARGEST_FIGURE,
    LONGEST_HEADING,
    MOST_SECTIONS,
    Section,
    Stated,
    Written,
    findings_on,
    stated_findings,
)
from riskbild.rules.board_report_life import BoardReportMove, BoardReportState, BoardReportStep, move
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.finding import Finding
from riskbild.rules.refusal import Refused, refuse_if_stopped
from riskbild.rules.sentence import Sentence


def step_from(row: DecidedReport, step: BoardReportStep) -> BoardReportMove:
    """Where a step leads from where the report stands. Raises `Refused`."""
    return move(BoardReportState(row.state), step)


def written_in(row: DecidedReport) -> Written:
    """What a person has written in the report."""
    return Written(
        sections=[Section(**one) for one in row.sections],
        conclusion=Conclusion(row.conclusion) if row.conclusion else None,
        motive=row.motive, stated=[Stated(**one) for one in row.stated],
    )  # fmt: skip


def put_written(row: DecidedReport, written: Written) -> None:
    """Puts what was written into the row, as it is stored. Raises `Refused` with the field it speaks of."""
    if len(written.sections) > MOST_SECTIONS:
        raise Refused(_MANY)
    row.sections = [asdict(_section(number, one)) for number, one in enumerate(written.sections) if _says(one)]
    row.stated = [asdict(_stated(one)) for one in written.stated]
    row.conclusion = written.conclusion.value if written.conclusion else ""
    row.motive = one_text("motive", written.motive, _MOTIVE)


def findings_of(row: DecidedReport, content: Mapping[str, Any]) -> list[Finding]:
    """What stands in the way of a proposal, and what somebody should know."""
    written = written_in(row)
    missing = unknown_in((one.text for one in written.sections), content["values"])
    return [
        *findings_on(written, [name for name in missing if name not in OF_DECISION]),
        *stated_findings(written.stated, content["figures"], COUNTS),
    ]


def put_forward(row: DecidedReport, content: Mapping[str, Any], now: datetime) -> list[Finding]:
    """Proposes: the content is kept as it is now. Raises `Refused` with everything that stands in the way."""
    found = findings_of(row, content)
    refuse_if_stopped(found)
    told = {**content, "findings": [{"sv": one.sentence.sv, "en": one.sentence.en} for one in found]}
    row.state, row.proposed_at, row.reason = BoardReportState.PROPOSED.value, now, ""
    row.content, row.sha256 = frozen(told, {})
    return found


def put_back(row: DecidedReport, to: BoardReportState, reason: str = "") -> None:
    """Makes a proposal a draft again, or one that was returned with a reason: its numbers are today's once more."""
    row.reason = one_text("reason", reason, REASON, empty=_NO_REASON) if to is BoardReportState.RETURNED else ""
    row.state, row.proposed_at, row.content, row.sha256 = to.value, None, "", ""


def decide(row: DecidedReport, decision: Decision, now: datetime) -> dict[str, str]:
    """Records the decision on what was proposed, and freezes it; gives what the trail is told."""
    made = checked_decision(decision, now)
    content = thawed(row.content)
    content["values"] |= decision_values(made)
    content["sections"] = [{**one, "text": told_in(one["source"], content["values"])} for one in content["sections"]]
    row.content, row.sha256 = frozen(content, made.to_data())
    row.state, row.adopted_at = BoardReportState.ADOPTED.value, now
    row.body, row.decided_on, row.paragraph, row.case_number = (
        made.body, made.decided_on, made.paragraph, made.case_number
    )  # fmt: skip
    return {**made.to_data(), "sha256": row.sha256}


def decision_values(made: Decision) -> dict[str, str]:
    """What texts may tell of the decision."""
    told = " ".join((made.body, made.decided_on.isoformat(), made.paragraph))
    return {
        "decision": told, "decision_body": made.body, "decision_date": made.decided_on.isoformat(),
        "decision_paragraph": made.paragraph, "case_number": made.case_number,
    }  # fmt: skip


OF_DECISION = frozenset({"decision", "decision_body", "decision_date", "decision_paragraph", "case_number"})
"""What only the decision itself can tell."""


def _says(one: Section) -> bool:
    return bool(one.title.strip() or one.text.strip())


def _section(number: int, one: Section) -> Section:
    title = one_line(one.title, where=f"title_{number}", longest=LONGEST_HEADING)
    text = one_text(f"text_{number}", one.text, _TEXT)
    try:
        check_text(text, Place("", "texten", "the text"), DOCUMENT)
    except Refused as wrong:
        raise at(f"text_{number}", _PLACES) from wrong
    return Section(title, text)


def _stated(one: Stated) -> Stated:
    if one.name not in COUNTS:
        raise Refused(_NO_FIGURE.format(name=one.name[:60]))
    if not 0 <= one.value <= LARGEST_FIGURE:
        raise at(f"value_{one.name}", _TOO_LARGE)
    source = one_text(f"source_{one.name}", one.source, _SOURCE, empty=_NO_SOURCE)
    return Stated(one.name, one.value, source)


_MOTIVE = Sentence("Motivering", "Reasons")
_TEXT = Sentence("Text", "Text")
_SOURCE = Sentence("Källa", "Source")
_MANY = Sentence(f"Högst {MOST_SECTIONS} avsnitt.", f"At most {MOST_SECTIONS} sections.")
_NO_REASON = Sentence("Ange varför rapporten återremitteras.", "Say why the report is returned.")
_PLACES = Sentence(
    "Texten har en klammer som inte betyder något. Inom {} står bara namnen i listan; skriv {{ för en klammer.",
    "The text has a brace that means nothing. Inside {} stand only the names in the list; write {{ for a brace.",
)
_NO_FIGURE = Sentence("Det finns inget tal som heter {name}.", "There is no number called {name}.")
_TOO_LARGE = Sentence("Talet är orimligt.", "The number is not reasonable.")
_NO_SOURCE = Sentence("Ange källan: meningen som talet står i.", "Give the source: the sentence with the number.")
