"""The publishing's events in the trail."""

from riskbild.audit.event import event

LAYOUT_SAVED = event("publishing.layout_saved", sv="Layouten sparades", en="Layout saved")
LAYOUT_REMOVED = event("publishing.layout_removed", sv="Layouten togs bort", en="Layout removed")
TEMPLATE_KEPT = event("publishing.template_kept", sv="Wordmallen laddades upp", en="Word template uploaded")
TEMPLATE_REMOVED = event("publishing.template_removed", sv="Wordmallen togs bort", en="Word template removed")
DOCUMENT_DRAWN = event("publishing.document_drawn", sv="Dokumentet togs fram", en="Document drawn")
DOCUMENT_KEPT = event("publishing.document_kept", sv="Dokumentet sparades som det är", en="Document kept as it is")
DOCUMENT_PUBLISHED = event("publishing.document_published", sv="Dokumentet publicerades", en="Document published")
DOCUMENT_WITHDRAWN = event(
    "publishing.document_withdrawn", sv="Publiceringen drogs tillbaka", en="Publication withdrawn"
)
PACKAGE_DRAWN = event("publishing.package_drawn", sv="Revisionsunderlaget togs fram", en="Evidence package drawn")
