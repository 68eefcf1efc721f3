"""Weeding (gallring): a sample's population is removed; how it was drawn and what it showed stay."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change, record
from riskbild.audit.writing import update
from riskbild.files.actions import forget_file
from riskbild.followup import deviation_events as events
from riskbild.followup.actions.samples import WEED_LATER
from riskbild.followup.actions.taking import reachable
from riskbild.followup.models import Sample, SampleRow
from riskbild.organisation.conflict import Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.rules.refusal import Refused
from riskbild.rules.sample_life import SampleState
from riskbild.rules.sentence import Sentence


@transaction.atomic
def weed_sample(*, by: Actor, sample_id: UUID, version: int, now: datetime) -> Sample:
    """Removes the population, what the drawn rows say, and their notes; from the day it is to be weeded.

    Seed, checksums, numbers of the drawn rows and verdicts stay: with the file from where it came, the same rows can
    still be drawn. Who manages the board's year may. Raises `Refused` before the day.
    """
    sample = _taken(by, sample_id, version, now)
    if day_of(now) < sample.weed_on:
        raise Refused(_TOO_EARLY.format(day=sample.weed_on.isoformat()))
    if SampleState(sample.state) in {SampleState.NEW, SampleState.DRAWN}:
        raise Refused(_NOT_CONCLUDED)
    file_id, sample.file, sample.weeded_at = sample.file_id, None, now
    sample.version += 1
    update(sample)
    SampleRow.objects.filter(municipality_id=sample.municipality_id, sample=sample).update(cells=[], note="")
    if file_id is not None:
        forget_file(by=by, municipality_id=sample.municipality_id, file_id=file_id, now=now)
    change = Change(events.SAMPLE_WEEDED, "sample", sample.pk, before={"file": sample.file_name})
    record(change, by=by, municipality_id=sample.municipality_id, now=now)
    return sample


@transaction.atomic
def set_weeding_day(*, by: Actor, sample_id: UUID, version: int, weed_on: date, now: datetime) -> Sample:
    """Says from which day a sample's population is to be removed; who manages the board's year may.

    Raises `Refused` for a day that has come, and for a population that is gone.
    """
    sample = _taken(by, sample_id, version, now)
    if weed_on <= day_of(now):
        raise at("weed_on", WEED_LATER)
    before, sample.weed_on = sample.weed_on, weed_on
    sample.version += 1
    update(sample)
    sides = {"before": {"weed_on": before.isoformat()}, "after": {"weed_on": weed_on.isoformat()}}
    change = Change(events.SAMPLE_KEPT_UNTIL, "sample", sample.pk, **sides)
    record(change, by=by, municipality_id=sample.municipality_id, now=now)
    return sample


def _taken(by: Actor, sample_id: UUID, version: int, now: datetime) -> Sample:
    sample = take(Sample, by, sample_id, "period", version=None)
    reachable(by, sample.report_id, now)
    check(by, Permission.MANAGE_YEAR, sample.period.board_id, today=day_of(now))
    if sample.weeded_at is not None:
        raise Refused(_WEEDED)
    if sample.version != version:
        raise Conflict
    return sample


_TOO_EARLY = Sentence(
    "Populationen får gallras tidigast {day}.", "The population may be weeded on {day} at the earliest."
)
_NOT_CONCLUDED = Sentence(
    "Avsluta eller återkalla stickprovet innan populationen gallras.",
    "Conclude or withdraw the sample before its population is weeded.",
)
_WEEDED = Sentence("Populationen är redan gallrad.", "The population has already been weeded.")
