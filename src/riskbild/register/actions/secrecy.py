"""Marking what of a risk is secret, under which paragraph (offentlighets- och sekretesslagen 2009:400)."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register import events
from riskbild.register.actions.checking import checked_text
from riskbild.register.actions.indexing import index_risk
from riskbild.register.actions.taking import save_risk, take_risk
from riskbild.register.fields import MASKABLE
from riskbild.register.models import Risk, SecrecyMark
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

# "18 kap. 8 §", "26 kap. 1 a §"; the law is named where it is not OSL.
_PARAGRAPH = re.compile(r"^(OSL\s+)?\d{1,2} kap\. \d{1,3}( [a-z])? §$")


@transaction.atomic
def mark_secret(
    *, by: Actor, risk_id: UUID, version: int, field: str, paragraph: str, reason: str, now: datetime
) -> Risk:
    """Marks a field of a risk secret, or the whole risk when `field` is empty. A mark already there is replaced."""
    risk = take_risk(by, risk_id, version, Permission.MARK_SECRECY, now, archived=True)
    paragraph = " ".join(paragraph.split())
    if field and field not in MASKABLE:
        raise Refused(Sentence(sv="Det fältet kan inte sekretessmarkeras.", en="That field cannot be marked secret."))
    if not _PARAGRAPH.match(paragraph):
        raise Refused(_HOW)
    mark, _ = SecrecyMark.objects.update_or_create(
        municipality_id=risk.municipality_id, risk=risk, field=field,
        defaults={"paragraph": paragraph, "reason": checked_text("comment", reason)},
    )  # fmt: skip
    after = {"field": mark.field, "paragraph": mark.paragraph, "reason": mark.reason}
    return _followed(risk, Change(events.SECRECY_MARKED, "risk", risk.pk, after=after), by, now)


@transaction.atomic
def lift_secrecy(*, by: Actor, risk_id: UUID, version: int, field: str, now: datetime) -> Risk:
    """Takes a mark away."""
    risk = take_risk(by, risk_id, version, Permission.MARK_SECRECY, now, archived=True)
    marks = SecrecyMark.objects.filter(municipality_id=risk.municipality_id, risk=risk, field=field)
    before = {"field": field, "paragraph": marks.values_list("paragraph", flat=True).first()}
    marks.delete()
    return _followed(risk, Change(events.SECRECY_LIFTED, "risk", risk.pk, before), by, now)


def _followed(risk: Risk, change: Change, by: Actor, now: datetime) -> Risk:
    marks = SecrecyMark.objects.filter(municipality_id=risk.municipality_id, risk=risk, field="")
    risk.secret = marks.exists()
    index_risk(risk)
    return save_risk(risk, change, by=by, now=now)


_HOW = Sentence(sv="Skriv paragrafen så här: 18 kap. 8 §.", en="Write the paragraph like this: 18 kap. 8 §.")
