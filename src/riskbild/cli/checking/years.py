"""A board's year as documents with what the register knows about them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils import timezone

from riskbild.checks.setting import Setting
from riskbild.cli.console import operator
from riskbild.cli.database import check_ready
from riskbild.documents.exchange import ExchangeDocument
from riskbild.organisation.queries import board_with_code
from riskbild.planning.queries.checkable import plan_to_check
from riskbild.register.queries.board_years import asked_year_of
from riskbild.register.queries.checkable import setting_of
from riskbild.register.queries.documents import documents_of


def documents_of_year(
    code: str, year: int | None, decided: date | None
) -> Iterator[tuple[str, ExchangeDocument, Setting]]:
    """Each document that the year would be exported as, with its name and its setting; last the plan as it stands now.

    A plan that says no more than the documents it was read from is not told twice.
    """
    check_ready()
    by, today = operator(), timezone.localtime(timezone.now()).date()
    asked = asked_year_of(board_with_code(code), year)
    setting = replace(setting_of(by, asked, today), decided_on=decided)
    for document in documents_of(by, asked, today):
        name = document.title or document.source.name
        yield f"{code} {asked.year}, {name}", document, setting
    plan = plan_to_check(by, asked, today)
    if plan is not None:
        document, setting, number = plan
        of_plan = replace(setting, decided_on=decided or setting.decided_on)
        yield f"{code} {asked.year}, {_PLAN.format(number=number)}", document, of_plan


_PLAN = "Internkontrollplan, version {number}"
