"""What is seen of the publishing: layouts, templates, and kept documents."""

from riskbild.publishing.queries.kept import KeptDocument, kept_bytes, kept_of_year
from riskbild.publishing.queries.layouts import (
    LayoutListed,
    TemplateListed,
    layout_seen_by,
    layouts_in_use,
    layouts_seen_by,
    logo_of,
    template_bytes,
    template_in_use,
    templates_seen_by,
    versions_of_layout,
)
from riskbild.publishing.queries.released import (
    Released,
    ReleasedForm,
    Withdrawn,
    municipalities_published,
    release_at,
    release_seen_by,
    released_bytes,
    releases_of,
    releases_of_year,
)

__all__ = [
    "KeptDocument",
    "LayoutListed",
    "Released",
    "ReleasedForm",
    "TemplateListed",
    "Withdrawn",
    "kept_bytes",
    "kept_of_year",
    "layout_seen_by",
    "layouts_in_use",
    "layouts_seen_by",
    "logo_of",
    "municipalities_published",
    "release_at",
    "release_seen_by",
    "released_bytes",
    "releases_of",
    "releases_of_year",
    "template_bytes",
    "template_in_use",
    "templates_seen_by",
    "versions_of_layout",
]
