"""A decided plan with a secret and a name in it, published: what the tests of the public pages begin with."""

from uuid import UUID

from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, item, plan_with, secretary

from riskbild.documents.layout import PublishedKind
from riskbild.organisation.models import User
from riskbild.publishing import html
from riskbild.publishing.actions.keeping import DrawnDocument
from riskbild.publishing.actions.releasing import publish
from riskbild.publishing.models import Release
from riskbild.publishing.public_copy import drawn_forms, public_draft
from riskbild.publishing.queries import kept_bytes, kept_of_year
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Risk

SECRET = "Adressen till det skyddade boendet på Björkgatan finns i vår delade mapp"
PERSON = "Maria Lindqvist"
PLACE = "/offentligt/storsjo-kommun/BUN/2026/internkontrollplan/"


def decided_town() -> Town:
    """A board that has decided on a plan: one risk is secret in part, and somebody is named."""
    place = town()
    open_one = place.risk("Risk att beslut fattas på fel underlag", likelihood=4, impact=3)
    secret = secret_risk(place)
    plan = plan_with(place, open_one)
    item(place, plan, secret, activity="Granska behörigheterna", performer=f"IT-strateg ({PERSON})")
    adopted(place, plan)
    return place


def secret_risk(place: Town) -> Risk:
    """A risk of which the text is marked secret."""
    risk = place.risk(SECRET, likelihood=4, impact=4)
    mark = {"field": "risk", "paragraph": "26 kap. 1 §", "reason": "Enskilds"}
    return mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, now=NOW, **mark)


def published(place: Town) -> Release:
    """The decided plan, published in every form by the board's secretary."""
    by = secretary(place)
    draft = public_draft(by, place.year.pk, PublishedKind.CONTROL_PLAN, NOW.date())
    return publish(by=by, draft=draft, drawn=drawn_forms(draft), now=NOW)


def released(year_id: UUID, by: User) -> Release:
    """A decided plan published as a page alone, which takes no time to draw."""
    draft = public_draft(by, year_id, PublishedKind.CONTROL_PLAN, NOW.date())
    page = html.draw(draft.composed.publication).content
    drawn = DrawnDocument(
        kind="control_plan", form="html", public=True, title=draft.title, content=page, media_type=html.MEDIA_TYPE
    )
    return publish(by=by, draft=draft, drawn=[drawn], now=NOW)


def other_page(place: Town) -> DrawnDocument:
    """The kept page with a sentence more."""
    kept = next(one for one in kept_of_year(OPERATOR, place.year.pk, TODAY) if one.form == "html")
    page = kept_bytes(OPERATOR, kept.id, TODAY)[1].decode()
    content = page.replace("<!--innehåll-->", "<!--innehåll--><p>Ny lydelse</p>")
    return DrawnDocument(
        kind="control_plan", form="html", public=True, title=kept.title, content=content.encode(),
        media_type="text/html",
    )  # fmt: skip
