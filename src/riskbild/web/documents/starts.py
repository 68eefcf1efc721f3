"""What a layout of one's own can be begun from: the shipped ones, one there is, a document as it looks now."""

from uuid import UUID

from riskbild.documents.layout import Layout, shipped, shipped_names
from riskbild.publishing.composed import composed
from riskbild.publishing.queries import layout_seen_by
from riskbild.publishing.queries.available import asked_by
from riskbild.rules.refusal import Missing
from riskbild.web.documents.reading import kind_of
from riskbild.web.request import SignedInRequest


def start_of(request: SignedInRequest) -> Layout:
    """The layout that the address names: shipped (`fran`), of one's own (`kopia`), of a document (`ar` and `slag`)."""
    wanted = request.GET
    if wanted.get("kopia"):
        return layout_seen_by(request.user, _key(wanted["kopia"]), request.today)[1]
    if wanted.get("ar") and wanted.get("slag"):
        control = 1 if wanted["slag"] == "control-card" else None
        asked = asked_by(request.user, _key(wanted["ar"]), kind_of(wanted["slag"]), request.today, control=control)
        return composed(asked).layout
    name = wanted.get("fran", "standard-control_plan")
    if name not in shipped_names():
        raise Missing
    return shipped(name)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as bad:
        raise Missing from bad
