"""The page that holds the forms of reports, for who has signed in and for who came by a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from riskbild.followup.queries.page import ReportPage
from riskbild.web.followup.beside import beside_of
from riskbild.web.followup.marks import Mark
from riskbild.web.followup.sheets import ON_PLANS, Sheet, marks_of, texts_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import page
from riskbild.web.shell import person_mark

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL, known to type checkers alone


@dataclass(frozen=True)
class Drawn:
    """What a page of forms holds. `theirs` is what somebody else has reported meanwhile, `over` how many more wait."""

    sheets: Sequence[Sheet]
    person: "_User"
    today: date
    back: tuple[str, str] | None = None
    refused: str = ""
    theirs: ReportPage | None = None
    token: str = ""
    over: int = 0
    crumbs: Sequence[tuple[str, str]] = ()

    @property
    def pages(self) -> list[ReportPage]:
        """The reports themselves."""
        return [sheet.page for sheet in self.sheets]


def drawn(request: HttpRequest, what: Drawn, *, status: int = 200) -> HttpResponse:
    """The page."""
    one = what.sheets[0].page
    period = said(one.period.name)
    name = _("Rapportera %(period)s") % {"period": period} if len(what.sheets) > 1 else said_title(what.sheets[0])
    context = {
        "name": name,
        "lead": one.board,
        "sheets": what.sheets,
        "reporter": person_mark(what.person.pk),
        "person": what.person.name if what.token else "",
        "closes": one.period.closes,
        "back": what.back,
        "crumbs": what.crumbs,
        "on_plans": ON_PLANS,
        "refused": what.refused,
        "theirs": _theirs(what.theirs),
        "over": what.over,
        "besides": beside_of(what.person, what.pages, what.today, what.token),
        "sample": one.sample,
    }
    return page(request, "followup/report.html", context, status=status)


def said_title(sheet: Sheet) -> str:
    """What a page with one report is called: its form, or what it says to who cannot give it."""
    text = _("Rapport för %(period)s") if sheet.refusal else _("Rapportera %(period)s")
    return text % {"period": said(sheet.page.period.name)}


def _theirs(one: ReportPage | None) -> tuple[str, list[Mark], list[object]] | None:
    return None if one is None else (one.reported_by, marks_of(one.said), list(texts_of(one.said)))
