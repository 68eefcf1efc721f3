"""A person's own calendar: what is theirs to report, their measures, and the duties of the boards they answer for."""

from collections.abc import Iterator
from datetime import date

from riskbild.delivery.address import absolute
from riskbild.delivery.calendar import Entry
from riskbild.followup.duties_done import done_in
from riskbild.followup.parts import DEVIATION, MINE
from riskbild.followup.queries.due import due_reports
from riskbild.followup.queries.due_measures import due_measures
from riskbild.organisation.access import access_of
from riskbild.organisation.limit import NO_PERIOD, limited
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.cycle import cycle_seen_by
from riskbild.register.queries.start import own_measures
from riskbild.rules.duties import DutyStatus
from riskbild.rules.sentence import Sentence

_REPORT_BEFORE, _MEASURE_BEFORE, _DUTY_BEFORE = 2, 7, 14
_MOST_BOARDS = 12

_REPORT = Sentence("Rapportera: {title}", "Report: {title}")
_MEASURE = Sentence("Åtgärd klar: {title}", "Measure done: {title}")
_SECRET = Sentence("Åtgärd med sekretess", "A measure with secrecy")


def entries_for(user: User, today: date, language: str) -> list[Entry]:
    """What stands in the calendar, in the order of the days; nothing secret, whatever the person may read.

    A calendar lies in somebody else's program and is fetched without signing in.
    """
    duties = list(_duties(user, today, language))
    # From here on with no more rights than the address gives.
    known = limited(user, NO_PERIOD)
    entries = [
        *_reports(known, today, language), *_measures(known, today, language), *_of_deviations(known, language),
        *duties,
    ]  # fmt: skip
    return sorted(entries, key=lambda entry: (entry.day, entry.key))


def _reports(user: User, today: date, language: str) -> Iterator[Entry]:
    for report in due_reports(user.municipality_id, today, person_id=user.pk):
        yield Entry(
            key=f"report-{report.id}", day=report.period.due, address=absolute(MINE), days_before=_REPORT_BEFORE,
            title=_REPORT.format(title=report.title).text(language), text=report.period.name.text(language),
        )  # fmt: skip


def _measures(user: User, today: date, language: str) -> Iterator[Entry]:
    for one in own_measures(user, today):
        if one.due_on is not None:
            text = _SECRET if isinstance(one.text, Sentence) else Sentence(one.text, one.text)
            yield Entry(
                key=f"measure-{one.measure_id}", day=one.due_on, days_before=_MEASURE_BEFORE,
                title=_MEASURE.format(title=text).text(language),
            )  # fmt: skip


def _of_deviations(user: User, language: str) -> Iterator[Entry]:
    for one in due_measures(user.municipality_id, person_id=user.pk):
        yield Entry(
            key=f"deviation-measure-{one.id}", day=one.due, address=absolute(DEVIATION, one.deviation_id),
            days_before=_MEASURE_BEFORE, title=_MEASURE.format(title=one.title).text(language),
        )  # fmt: skip


def _duties(user: User, today: date, language: str) -> Iterator[Entry]:
    access = access_of(user, today)
    mine = access.at(Permission.MANAGE_YEAR)
    for board in [board for board in access.tree.boards if board.id in mine and not board.closed][:_MOST_BOARDS]:
        for year in (today.year, today.year + 1):
            for one in cycle_seen_by(user, board.id, year, today, told=done_in).duties:
                if one.status is not DutyStatus.DONE:
                    yield Entry(
                        key=f"{one.duty.key}-{year}-{board.id}", day=one.due, days_before=_DUTY_BEFORE,
                        title=f"{one.duty.title.text(language)}: {board.name} {year}",
                    )  # fmt: skip
