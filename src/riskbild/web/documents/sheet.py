"""What the layout editor offers: the fields of each table, the parts there are, the names that texts may use."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from riskbild.documents.layout import FIELDS, KIND_NAMES, SOURCE_LABELS, Source
from riskbild.documents.layout.placeholders import COUNTS, GROUP
from riskbild.organisation.access import access_of
from riskbild.web.documents.places import places_to_choose
from riskbild.web.documents.preview import NAMES_TOLD, years_to_choose
from riskbild.web.request import SignedInRequest


def choices_of(request: SignedInRequest, board_id: UUID | None) -> dict[str, Any]:
    """Every list to choose from in the editor."""
    tree = access_of(request.user, request.today).tree
    years = [
        (str(one.id), f"{node.name} {one.year}" if (node := tree.get(one.board_id)) else str(one.year))
        for one in years_to_choose(request, board_id)
    ]
    return {
        "fields": {source.value: [(name, label) for name, label in FIELDS[source].items()] for source in Source},
        "ways": {source.value: _ways(source) for source in Source},
        "sources": {source.value: label for source, label in SOURCE_LABELS.items()},
        "counts": [(name, label) for name, label in COUNTS.items()], "names": NAMES_TOLD, "group_names": GROUP,
        "kinds": {kind.value: label for kind, label in KIND_NAMES.items()}, "places": places_to_choose(request),
        "years": [*years, ("exempel", _("Påhittat exempel"))],
    }  # fmt: skip


def _ways(source: Source) -> list[tuple[str, str]]:
    """What the rows of a table can be arranged by."""
    language = get_language() or "sv"
    return [(name, label.text(language)) for name, label in FIELDS[source].items() if not name.startswith("controls.")]


def layouts_crumb() -> tuple[str, str]:
    """The way back to the list."""
    return _("Dokumentmallar"), reverse("layouts")
