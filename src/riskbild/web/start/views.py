"""The start page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.duties_done import done_in
from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.telling import PeriodRef
from riskbild.intake.queries import waiting_for
from riskbild.intake.states import STATE_LABELS
from riskbild.organisation.access import access_of
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.start import planning_to_do
from riskbild.register.queries.choices import YearSeen, years_seen_by
from riskbild.register.queries.filters import NONE
from riskbild.register.queries.start import Counts, StartSeen, start_seen_by
from riskbild.rules.labels import LABELS
from riskbild.rules.progress import FOLLOWS, OPEN, Progress
from riskbild.rules.report_state import ReportState
from riskbild.rules.sentence import Sentence
from riskbild.web.request import SignedInRequest, page, page_or_partial, signed_in
from riskbild.web.start.first_steps import first_steps

type Figure = tuple[int, str, str]

# What one press may report; what is dropped or taken back wants a word about why, on the risk's page.
_FORWARD = (Progress.ONGOING, Progress.DONE)


@require_safe
@signed_in
def start(request: SignedInRequest) -> HttpResponse:
    """What to do now, the year's figures, the latest changes; in an empty installation the first steps."""
    return start_page(request)


@require_safe
@signed_in
def year_work(request: SignedInRequest) -> HttpResponse:
    """What the year's work wants now, which the start page fetches for itself; a page where there is no script."""
    years = years_seen_by(request.user, request.today)
    context = {
        "reports": _due_reports(request),
        "planning": planning_to_do(request.user, years, request.today, told=done_in),
        "nodes": access_of(request.user, request.today).tree,
    }
    return page_or_partial(request, "start/year_work.html", "start/_planning.html", context)


def _due_reports(request: SignedInRequest) -> list[tuple[PeriodRef, str, int, bool]]:
    """The periods with something to report: board, how many, whether it is late; the first due first."""
    due = my_reports(request.user, request.today).due
    waiting = Counter(row.period.id for row in due)
    first = {row.period.id: row for row in reversed(due)}
    found = [(row.period, row.board, waiting[key], row.state is ReportState.LATE) for key, row in first.items()]
    return sorted(found, key=lambda one: (one[0].due, one[1]))


def start_page(request: SignedInRequest, *, refused: Sentence | None = None, status: int = 200) -> HttpResponse:
    """The start page, with the reason why something just tried from it was not done."""
    years = years_seen_by(request.user, request.today)
    current = current_year(years, request.today)
    seen, access = start_seen_by(request.user, current, request.today), access_of(request.user, request.today)
    context = {
        "seen": seen,
        "year": current,
        "refused": refused,
        "intakes": waiting_for(request.user, request.today),
        "intake_states": STATE_LABELS,
        "steps": [] if seen.counts.risks else first_steps(request),
        "has_role": bool(access.roles),
        # Who only reports sees no figures of risks: the zeros would say that there are none.
        "register": bool(seen.counts.risks or access.at(Permission.READ)),
        "has_year": bool(years),
        "figures": _figures(seen.counts, current),
        "levels": {one.id: {level.key: level for level in one.method.levels} for one in years},
        "units": _units(request, seen),
        "next_steps": {here: [step for step in _FORWARD if step in FOLLOWS[here]] for here in OPEN},
        "progress": LABELS[Progress],
        "sample": any(one.sample for one in years if one.year == current),
    }
    return page(request, "start/start.html", context, status=status)


def current_year(years: Sequence[YearSeen], today: date) -> int:
    """The calendar's year where the person has it, else the latest before it, else the latest there is."""
    passed = [one.year for one in years if one.year <= today.year]
    return max(passed or [one.year for one in years], default=today.year)


def _figures(counts: Counts, year: int) -> list[Figure]:
    """Each count with its word and the register narrowed to just those risks."""

    def figure(count: int, text: str, **narrowed: str) -> Figure:
        return count, text, f"{reverse('register')}?{urlencode({'year': year, **narrowed})}"

    return [
        figure(counts.risks, _("Risker")),
        figure(counts.unscored, _("Ej bedömda"), unscored="1"),
        figure(counts.without_response, _("Utan ställningstagande"), response=NONE),
        figure(counts.without_measure, _("Utan åtgärd"), without_measure="1"),
        figure(counts.late, _("Med försenad åtgärd"), late="1"),
    ]


def _units(request: SignedInRequest, seen: StartSeen) -> dict[UUID, str]:
    tree = access_of(request.user, request.today).tree
    named = {risk.node_id for risk in (*seen.awaiting, *seen.latest)}
    return {node_id: node.name for node_id in named if (node := tree.get(node_id))}
