"""What a drawn document says of itself: title, author, language and day, and nothing of who made its template."""

from typing import Final

from riskbild.publishing.publication import Publication
from riskbild.publishing.word.ooxml import W, element, escaped
from riskbild.publishing.word.package import Package, kind_of
from riskbild.publishing.word.styling import LANGUAGES

CORE: Final = "docProps/core.xml"
APP: Final = "docProps/app.xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BEFORE_FONT_LANGUAGE: Final = frozenset(
    f"{W}{name}"
    for name in ("clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator")
)


def describe(package: Package, publication: Publication) -> None:
    """Puts the document's own properties in place of the template's."""
    for name, content, kind, content_type in (
        (CORE, _core(publication), f"{_PACKAGE}/relationships/metadata/core-properties", _CORE_TYPE),
        (APP, _app(publication), f"{_DOCUMENT}/relationships/extended-properties", _APP_TYPE),
    ):
        for old in package.related("", kind.rsplit("/", 1)[-1]):
            package.remove(old)
        for relation in package.relations(""):
            parent = relation.getparent()
            if kind_of(relation) == kind.rsplit("/", 1)[-1] and parent is not None:
                parent.remove(relation)
        package.put(name, (_DECLARED + content).encode())
        package.set_type(name, content_type)
        package.relate("", kind, name)
    _set_language(package, LANGUAGES.get(publication.language, publication.language))


def _core(publication: Publication) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{publication.dated.isoformat()}T00:00:00Z'
    language = LANGUAGES.get(publication.language, publication.language)
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(publication.title)}</dc:title><dc:creator>{escaped(publication.authority)}</dc:creator>"
        f"<dc:language>{language}</dc:language>"
        f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def _app(publication: Publication) -> str:
    return (
        f'<Properties xmlns="{_DOCUMENT}/extended-properties">'
        f"<Company>{escaped(publication.authority)}</Company><Application>Riskbild</Application></Properties>"
    )


def _set_language(package: Package, language: str) -> None:
    for part in package.related(package.main, "settings"):
        root = package.tree(part)
        said = root.find(f"{W}themeFontLang")
        if said is None:
            said = element("<w:themeFontLang/>")
            place = next((child for child in root if child.tag in _BEFORE_FONT_LANGUAGE), None)
            if place is None:
                root.append(said)
            else:
                place.addprevious(said)
        said.set(f"{W}val", language)
