"""A report as its form draws it: what is asked, what stands in the fields, last period beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.followup.queries.page import OccurrenceSeen, ReportPage
from riskbild.followup.queries.telling import LastReport, Said
from riskbild.followup.words import Choice
from riskbild.register.queries.telling import Shown
from riskbild.rules.labels import LABELS, label
from riskbild.rules.progress import FOLLOWS, Progress
from riskbild.rules.report_state import GIVEN, ReportState
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.result import CRITERIA, Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status
from riskbild.rules.status_lines import StatusLine, are_several
from riskbild.rules.whose import Way
from riskbild.web.followup.form import ANSWERS, answers_from, occasion_text
from riskbild.web.followup.marks import Mark, mark_of
from riskbild.web.forms.attempt import said

SOON_DAYS = 7


@dataclass(frozen=True)
class Ways:
    """Where a report's form is sent and kept, and which page it stands on; signed in, or by a link's token."""

    token: str = ""

    def to(self, name: str, report_id: UUID) -> str:
        """The address of one of a report's pages: `report`, `report_draft` or `report_aside`."""
        if self.token:
            return reverse(f"link_{name}", args=[self.token, report_id])
        return reverse(name, args=[report_id])


@dataclass(frozen=True)
class Occasion:
    """One occasion as a row: what stands in its fields."""

    id: UUID
    due: date
    done_on: str
    note: str


@dataclass(frozen=True)
class Last:
    """What was said last period."""

    period: Sentence
    marks: Sequence[Mark]
    texts: Sequence[Shown]


@dataclass(frozen=True)
class Tried:
    """What was sent and not taken: the answers as they were typed, and what is wrong by field."""

    answers: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One form. `values` and `errors` have every field, so that a template asks for any."""

    page: ReportPage
    number: int
    give: str
    save: str
    discard: str
    sign_in: str
    values: Mapping[str, str]
    errors: Mapping[str, str]
    words: Sequence[tuple[str, str, bool]]
    results: Sequence[tuple[str, str, str]]
    steps: Sequence[tuple[str, str]]
    occasions: Sequence[Occasion]
    last: Last | None
    beside: str
    links: Sequence[tuple[str, str]]
    soon: bool
    instead_of: str

    key = property(lambda self: str(self.page.id))
    version = property(lambda self: self.page.version)
    subject = property(lambda self: self.page.subject.value)
    title = property(lambda self: self.page.title)
    due_on = property(lambda self: self.page.period.due)
    state = property(lambda self: self.page.state.value)
    given = property(lambda self: self.page.state in GIVEN)
    refusal = property(lambda self: self.page.refusal)

    @property
    def draft(self) -> int:
        """The version of what the person has written and not given; 0 for nothing."""
        return self.page.draft.version if self.page.draft else 0

    @property
    def saved_at(self) -> datetime | None:
        """When that was saved."""
        return self.page.draft.saved_at if self.page.draft else None

    @property
    def about(self) -> Shown:
        """The risk that a control or measure is about, in the heading's second line."""
        return "" if self.page.subject is Subject.RISK else self.page.words["risk_words"]

    @property
    def message(self) -> str:
        """What was written to the person that the report was handed to."""
        return next((one.note for one in self.page.holders if one.active and one.way is Way.DELEGATED), "")

    @property
    def shown_aside(self) -> str:
        """The keys of what lies aside, for the button that takes it away."""
        return " ".join(str(one.id) for one in self.page.aside)

    @property
    def any_occasion(self) -> bool:
        """Whether something is noted of an occasion."""
        return any(one.done_on or one.note for one in self.occasions)

    @property
    def marks(self) -> list[Mark]:
        """What has been reported, as tags."""
        return marks_of(self.page.said)

    @property
    def told(self) -> list[Shown]:
        """What has been reported, as texts."""
        return texts_of(self.page.said, self.lines)

    @property
    def lines(self) -> Sequence[StatusLine]:
        """The statuses of what has been reported, each with its frequency, where there are several."""
        return several_of(self.page.lines)

    @property
    def often(self) -> Sequence[str]:
        """The control's frequencies, where there are several: its status has a line for each."""
        often = self.page.words["frequency"]
        lines = often.split("\n") if isinstance(often, str) else []
        return lines if len(lines) > 1 else ()

    def wording(self, name: str) -> Shown:
        """One of the plan's words about what is reported."""
        return self.page.words[name]


def sheet_of(
    one: ReportPage, number: int, ways: Ways, today: date, *, tried: Tried | None = None,
    instead_of: str = "", criteria: Mapping[Result, Sentence] = CRITERIA,
) -> Sheet:  # fmt: skip
    """The form of a report: what was just tried in it, else the draft, else what has been reported."""
    kept = one.draft.texts if one.draft else answers_from(one.filled)
    answers = tried.answers if tried else kept
    here = ways.to("report", one.id)
    return Sheet(
        page=one, number=number, give=here, save=ways.to("report_draft", one.id),
        discard=ways.to("report_aside", one.id),
        sign_in=f"{reverse('sign_in')}?next={here}",
        values={name: answers.get(name, "") for name in ANSWERS} | _progress(one, answers),
        errors=_Errors(tried.errors if tried else {}), words=_words(one, answers.get("word", "")),
        results=_results(one, criteria), steps=_steps(one),
        occasions=[_occasion(each, answers) for each in one.occurrences],
        last=_last(one.last) if one.last else None,
        beside="\n\n".join(filter(None, map(_as_text, _unsaid(one)))), links=_links(one, ways),
        soon=(one.period.due - today).days <= SOON_DAYS, instead_of=instead_of,
    )  # fmt: skip


class _Errors(dict[str, str]):
    """What is wrong by field; nothing for every other field."""

    def __missing__(self, name: str) -> str:
        return ""


def marks_of(one: Said) -> list[Mark]:
    """What a report says, as tags: the status in the municipality's word, what it showed, if it follows the plan."""
    return [mark for mark in (mark_of(one.status, one.word), mark_of(one.result), mark_of(one.on_plan)) if mark]


def several_of(lines: Sequence[StatusLine]) -> Sequence[StatusLine]:
    """The lines of a status cell, where several frequencies stand beside them; else none."""
    return lines if are_several(lines) else ()


def texts_of(one: Said, lines: Sequence[StatusLine] = ()) -> list[Shown]:
    """What a report says, as texts: the status as printed unless it is only the tag's own word, then the rest.

    The status is left out where it is drawn by its lines.
    """
    bare = bool(lines) or (one.status is not None and one.printed == (one.word or said(label(one.status))))
    return [text for text in ("" if bare else one.printed, one.reason, one.comment) if text]


def words_of(one: ReportPage) -> dict[str, Status]:
    """The words that a form offers for the status, each with what it stands for."""
    return {value_of(choice): choice.value for choice in one.vocabulary.status_choices}


def value_of(choice: Choice[Status]) -> str:
    """The word as it is stored: the Swedish one, since it is printed in the board's documents."""
    return choice.word.text("sv")


ON_PLANS = tuple((one.value, label(one)) for one in OnPlan)


def _words(one: ReportPage, word: str) -> list[tuple[str, str, bool]]:
    """The words to choose; a canonical key, as a draft or a read status may hold, chooses its first word."""
    found, taken = [], False
    for choice in one.vocabulary.status_choices:
        chosen = not taken and word in {value_of(choice), choice.value.value}
        taken = taken or chosen
        found.append((value_of(choice), choice.value.value, chosen))
    return found


def _results(one: ReportPage, criteria: Mapping[Result, Sentence]) -> list[tuple[str, str, str]]:
    words: dict[Result, list[str]] = {}
    for choice in one.vocabulary.result_choices:
        if choice.value is not Result.NOT_DONE:  # what was not done is said by the status
            words.setdefault(choice.value, []).append(said(choice.word))
    return [(value.value, " / ".join(own), said(criteria[value])) for value, own in words.items()]


def _steps(one: ReportPage) -> list[tuple[str, str]]:
    now = one.progress
    steps = [step for step in Progress if now is None or step is now or step in FOLLOWS[now]]
    return [(step.value, said(LABELS[Progress][step])) for step in steps]


def _progress(one: ReportPage, answers: Mapping[str, str]) -> dict[str, str]:
    given = answers.get("progress") or (one.progress.value if one.progress else "")
    return {"progress": given} if one.subject is Subject.MEASURE else {}


def _occasion(one: OccurrenceSeen, answers: Mapping[str, str]) -> Occasion:
    done, note = occasion_text(answers, one.id)
    kept = one.note if isinstance(one.note, str) else ""
    day = one.done_on.isoformat() if one.done_on else ""
    return Occasion(one.id, one.due, day if done is None else done, kept if note is None else note)


def _last(last: LastReport) -> Last:
    one = last.said
    return Last(last.period.name, marks_of(one), texts_of(one))


def _unsaid(one: ReportPage) -> list[Mapping[str, str]]:
    """What the person has written and the form does not hold: what lies aside, and the draft where there is no form."""
    drafts = [*one.aside, one.draft] if one.refusal else one.aside
    return [each.texts for each in drafts if each]


def _as_text(texts: Mapping[str, str]) -> str:
    return "\n".join(text for name, text in texts.items() if name in {"text", "reason", "comment"} and text.strip())


def _links(one: ReportPage, ways: Ways) -> list[tuple[str, str]]:
    if ways.token:
        return []
    links = [(_("Tidigare perioder"), reverse("control_history", args=[one.lineage]))]
    if one.risk_id:
        links.append((_("Till risken"), reverse("risk", args=[one.risk_id])))
    if one.hand_on_refusal is None and one.state not in GIVEN and one.refusal is None:
        links.append((_("Lämna över till någon annan"), reverse("report_delegate", args=[one.id])))
    return links


__all__ = ["ON_PLANS", "ReportState", "Sheet", "Tried", "Ways", "marks_of", "sheet_of", "texts_of", "words_of"]
