"""The board's own copy of what it decided, secrets and all, in the forms that are kept."""

from datetime import date
from typing import Final
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.organisation.permissions import Actor
from riskbild.publishing.actions.keeping import DrawnDocument
from riskbild.publishing.composed import composed_from
from riskbild.publishing.decided import decided_version
from riskbild.publishing.formats import FORMS, drawn_as
from riskbild.publishing.sources import Asked, sourced
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_FORMS: Final = ("pdf", "json")
_UNDECIDED = Sentence("Nämnden har inte beslutat om dokumentet.", "The board has not decided on the document.")


def own_copy(
    by: Actor, year: BoardYear, kind: PublishedKind, today: date, report_id: UUID | None = None
) -> tuple[DrawnDocument, ...]:
    """The decided document drawn; the same decision gives the same bytes. Raises `Refused` where there is none.

    `report_id` names the report of a follow-up; without it the one in force is drawn.
    """
    asked = Asked(by, year, kind, today, report=report_id)
    found = sourced(asked)
    if found.facts.decision is None:
        raise Refused(_UNDECIDED)
    publication = composed_from(asked, found).publication
    version = decided_version(asked)
    return tuple(
        DrawnDocument(
            kind=kind.value, form=form, public=False, title=publication.title,
            content=drawn_as(form, publication).content, media_type=FORMS[form].media_type,
            decision=found.facts.decision, plan_id=version.plan_id, report_id=version.report_id,
        )
        for form in _FORMS
    )  # fmt: skip
