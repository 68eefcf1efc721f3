"""How many remarks a year has, for the register's page: counted once for each state of the year."""

from uuid import UUID

from riskbild.checks.linting import lint
from riskbild.checks.reports.checked import Checked
from riskbild.register.queries.checkable import checkable_year, state_of
from riskbild.web.checking.texts import text_remarks
from riskbild.web.request import SignedInRequest

MOST_RISKS = 2_000
"""A year of more risks takes too long to be counted beside a list."""

_REMEMBERED: dict[tuple[object, ...], int] = {}
_MOST = 512


def weighty_remarks(request: SignedInRequest, board_year_id: UUID) -> int | None:
    """How many remarks are more than information; None for a year too large to count in passing."""
    by, today = request.user, request.today
    state = state_of(by, board_year_id, today)
    if state.risks > MOST_RISKS:
        return None
    key = (by.pk, board_year_id, today, state)
    if key not in _REMEMBERED:
        checked = checkable_year(by, board_year_id, today)
        if len(_REMEMBERED) >= _MOST:
            _REMEMBERED.clear()
        of_texts = (remark for remark, _title in text_remarks(request, board_year_id, checked.setting))
        _REMEMBERED[key] = Checked("", (*lint(checked.document, checked.setting), *of_texts)).weighty
    return _REMEMBERED[key]
