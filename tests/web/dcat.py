"""What DCAT-AP-SE 3.0.1 demands of a catalogue (docs.dataportal.se/dcat/3.0.1/sv), held against what programs read.

The JSON-LD is expanded to triples by somebody else's reader, with nothing but the context that it carries itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
from rdflib.term import Node

_VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
_SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
_SCHEMES: Final = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Asked:
    """A property: how often it must and may stand, and of which class its value is, or that it is a text."""

    name: URIRef
    least: int = 1
    most: int | None = None
    of: URIRef | None = None
    text: bool = False


_TEXTS: Final = (Asked(DCTERMS.title, text=True), Asked(DCTERMS.description, text=True))
_PUBLISHER: Final = Asked(DCTERMS.publisher, most=1, of=FOAF.Organization)
_CLASSES: Final = {
    DCAT.Catalog: (*_TEXTS, _PUBLISHER, Asked(DCAT.dataset, of=DCAT.Dataset), Asked(DCTERMS.license, most=1)),
    DCAT.Dataset: (
        *_TEXTS, _PUBLISHER, Asked(DCAT.contactPoint, of=_VCARD.Organization),
        Asked(DCAT.distribution, of=DCAT.Distribution), Asked(DCTERMS.issued, most=1, text=True),
        Asked(DCTERMS.modified, most=1, text=True), Asked(DCTERMS.accrualPeriodicity, most=1),
        Asked(DCTERMS.spatial, of=DCTERMS.Location), Asked(DCTERMS.temporal, of=DCTERMS.PeriodOfTime),
    ),
    DCAT.Distribution: (
        Asked(DCAT.accessURL, most=1), Asked(DCAT.mediaType, most=1), Asked(DCTERMS.license, most=1),
        Asked(DCAT.byteSize, most=1, text=True), Asked(_SPDX.checksum, most=1, of=_SPDX.Checksum),
    ),
    FOAF.Organization: (Asked(FOAF.name, text=True), Asked(DCTERMS.type, most=1)),
    _VCARD.Organization: (Asked(_VCARD.fn, text=True), Asked(_VCARD.hasEmail)),
}  # fmt: skip
"""What each class must have; of what is only recommended, that which the program gives of every document."""


def faults_of(content: bytes) -> list[str]:
    """What a catalogue lacks or has in another way than asked; nothing for one that is well."""
    graph = Graph().parse(data=content.decode(), format="json-ld")
    return [*_lost(json.loads(content), graph), *_ill_formed(graph), *_unlike(graph)]


def _unlike(graph: Graph) -> Iterator[str]:
    for kind, properties in _CLASSES.items():
        found = list(graph.subjects(RDF.type, kind))
        if not found:
            yield f"no {kind}"
        for subject in found:
            for asked in properties:
                yield from _unmet(graph, subject, asked)


def _unmet(graph: Graph, subject: Node, asked: Asked) -> Iterator[str]:
    values = list(graph.objects(subject, asked.name))
    if len(values) < asked.least or (asked.most is not None and len(values) > asked.most):
        yield f"{subject}: {len(values)} of {asked.name}"
    for value in values:
        if isinstance(value, Literal) != asked.text:
            yield f"{subject}: {asked.name} is {value!r}"
        if asked.of is not None and (value, RDF.type, asked.of) not in graph:
            yield f"{subject}: {asked.name} is no {asked.of}"


def _ill_formed(graph: Graph) -> Iterator[str]:
    for one in {node for triple in graph for node in triple}:
        if isinstance(one, Literal) and (one.ill_typed or not str(one).strip()):
            yield f"{one!r}"
        if isinstance(one, URIRef) and not str(one).startswith(_SCHEMES):
            yield f"{one} is no whole address"


def _lost(data: dict[str, Any], graph: Graph) -> Iterator[str]:
    """What the JSON says and the triples do not."""
    context = data["@context"]

    def whole(name: str) -> URIRef:
        prefix, _, rest = name.partition(":")
        return URIRef(context[prefix] + rest if prefix in context else name)

    known = {node for triple in graph for node in triple}
    datatypes = {one.datatype for one in known if isinstance(one, Literal)}
    for name in set(_names(data["@graph"])):
        if whole(name) not in known | datatypes:
            yield f"{name} is lost"


def _names(value: Any) -> Iterator[str]:
    """Every name of a property, a class or a thing."""
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"@id", "@type"}:
                yield inner
            elif not name.startswith("@"):
                yield name
                yield from _names(inner)
