"""A person's saved views of the list."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change, record
from riskbild.organisation.conflict import take
from riskbild.organisation.models import User
from riskbild.register import events
from riskbild.register.models import SavedView
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

MOST = 50


@transaction.atomic
def save_view(*, by: User, name: str, query: str, now: datetime) -> SavedView:
    """Keeps a list's filter, sorting, grouping and columns under a name; the same name again replaces it."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(Sentence(sv="Ge vyn ett namn.", en="Name the view."))
    own = SavedView.objects.filter(municipality_id=by.municipality_id, user=by)
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise Refused(Sentence(sv=f"Du har redan {MOST} vyer.", en=f"You already have {MOST} views."))
    view, _ = SavedView.objects.update_or_create(
        municipality_id=by.municipality_id, user=by, name=name, defaults={"query": query[:2000]}
    )
    change = Change(events.VIEW_SAVED, "view", view.pk, after={"name": name, "query": view.query})
    record(change, by=by, municipality_id=by.municipality_id, now=now)
    return view


@transaction.atomic
def remove_view(*, by: User, view_id: UUID, now: datetime) -> None:
    """Removes one of the person's own views."""
    view = take(SavedView, by, view_id, version=None)
    if view.user_id != by.pk:
        raise Missing
    change = Change(events.VIEW_REMOVED, "view", view.pk, before={"name": view.name, "query": view.query})
    view.delete()
    record(change, by=by, municipality_id=by.municipality_id, now=now)
