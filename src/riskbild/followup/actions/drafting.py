"""Drafts: what a person is writing, saved as it is typed; nothing that anybody has typed is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.writing import add, update
from riskbild.followup.actions.taking import RETIRED, reachable
from riskbild.followup.filled import TEXT_FIELDS
from riskbild.followup.models import Report, ReportDraft
from riskbild.followup.queries.seen import refusal_to_report
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.register.actions.taking import year_closed
from riskbild.rules import period_life
from riskbild.rules.period_life import PeriodState, PeriodStep
from riskbild.rules.refusal import Forbidden, Missing, Refused, refuse_if_stopped
from riskbild.rules.reporting import TEXTS, Filled
from riskbild.rules.required import field_findings
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import with_plain_line_breaks

MOST_FIELDS = 400
LONGEST_FIELD = 80


@dataclass(frozen=True)
class DraftSaved:
    """How a draft was kept. `version` is to be named at the next save.

    `other` is a text that this one took the place of, written in another window since: it is kept aside.
    `refusal` tells why it cannot be reported as things stand; it is kept all the same.
    """

    version: int
    saved_at: datetime
    other: Mapping[str, str] | None
    refusal: Sentence | None


@transaction.atomic
def save_draft(*, by: Actor, report_id: UUID, version: int, texts: Mapping[str, str], now: datetime) -> DraftSaved:
    """Keeps what a person is writing in a report, every field of the form under its name.

    `version` is that of the draft the person began from, 0 for none. What is written last stands; what another window
    has saved since is put aside, never thrown away. Drafts are private work and are not in the trail. Raises
    `Missing`, `Forbidden` when it is not theirs to report, and `Refused` for a text that cannot be stored.
    """
    row = reachable(by, report_id, now)
    reason = refusal_to_report(by, row, day_of(now))
    if reason is not None:
        raise Forbidden(reason)
    kept = _checked(texts)
    draft = _current(by, row, now)
    other = None
    if draft.version != version and _is_more(draft.texts, kept):
        other = dict(draft.texts)
        _put_aside(draft)
    if draft.texts != kept or draft.version == 0:
        draft.texts, draft.saved_at = kept, now
        draft.version += 1
        update(draft, "texts", "saved_at", "version")
    return DraftSaved(draft.version, draft.saved_at, other, _refusal(row))


@transaction.atomic
def discard_draft(*, by: Actor, draft_id: UUID, now: datetime) -> None:
    """Throws away a draft of the person's own, as when what was put aside has been read. Gone already is fine.

    One saved after `now`, as the page showed it, stays.
    """
    rows = within_reach(ReportDraft.objects.all(), by).filter(pk=draft_id, saved_at__lte=now)
    if rows.exclude(person_id=by.id).filter(person__isnull=False).exists():
        raise Missing(NOT_FOUND)
    rows.delete()


def end_drafts(by: Actor, row: Report, said: Filled) -> None:
    """Takes away the person's draft of a report that is given; what lies aside stays unless it has all been said."""
    drafts = ReportDraft.objects.filter(municipality_id=row.municipality_id, report=row, person_id=by.id)
    everything = "\n".join(getattr(said, name) for name in TEXTS)
    done = [one.pk for one in drafts if not one.aside or _all_said(one.texts, everything)]
    drafts.filter(pk__in=done).delete()


def _current(by: Actor, row: Report, now: datetime) -> ReportDraft:
    """The person's draft, locked; an empty one of version 0 where there was none."""
    mine = ReportDraft.objects.filter(municipality_id=row.municipality_id, report=row, person_id=by.id, aside=False)
    found = mine.select_for_update().first()
    if found is not None:
        return found
    made = ReportDraft(
        municipality_id=row.municipality_id, report=row, person_id=by.id, texts={}, saved_at=now, version=0
    )
    try:
        with transaction.atomic():
            add(made)
    except IntegrityError:
        # Another window was first, in the same moment.
        return mine.select_for_update().get()
    return made


def _put_aside(draft: ReportDraft) -> None:
    rows = ReportDraft.objects.filter(
        municipality_id=draft.municipality_id, report_id=draft.report_id, person_id=draft.person_id, aside=True
    )
    standing = list(rows.order_by("saved_at", "pk"))
    # What an older one says in full is already here; typing on in two windows must not pile up a copy a keystroke.
    grown = [one.pk for one in standing if not _is_more(one.texts, draft.texts)]
    rows.filter(pk__in=grown).delete()
    add(ReportDraft(
        municipality_id=draft.municipality_id, report_id=draft.report_id, person_id=draft.person_id,
        texts=draft.texts, aside=True, saved_at=draft.saved_at,
    ))  # fmt: skip


def _is_more(there: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether a text says something that the other one does not."""
    return any(text.strip() and text not in new.get(name, "") for name, text in there.items())


def _all_said(texts: Mapping[str, str], everything: str) -> bool:
    return all(text.strip() in everything for name, text in texts.items() if name in TEXT_FIELDS)


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are kept. A draft may lack anything, but it must be possible to store."""
    if len(texts) > MOST_FIELDS or any(len(name) > LONGEST_FIELD for name in texts):
        raise Refused(_ODD_FORM)
    kept = {name: with_plain_line_breaks(text) for name, text in texts.items()}
    faults = [fault for name, text in kept.items() for fault in field_findings(text, name)]
    refuse_if_stopped(faults)
    return kept


def _refusal(row: Report) -> Sentence | None:
    if row.period.board_year.closed:
        return year_closed(row.period.board_year)
    if row.retired:
        return RETIRED
    return period_life.refusal(PeriodState(row.period.state), PeriodStep.FILL)


_ODD_FORM = Sentence(sv="Formuläret går inte att spara.", en="The form cannot be saved.")
