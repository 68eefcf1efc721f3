"""Published documents as open data: a catalogue in JSON-LD by DCAT-AP-SE, which dataportal.se and others read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from riskbild.documents.layout import KIND_NAMES
from riskbild.publishing.queries.released import Released, ReleasedForm

MEDIA_TYPE: Final = "application/ld+json"

_EU: Final = "http://publications.europa.eu/resource/authority/"
_CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SWEDISH: Final = {"@id": f"{_EU}language/SWE"}
_WORDS: Final = ("intern kontroll", "internkontroll", "riskhantering")
_WHAT: Final = {"html": "Webbsida", "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Site:
    """Where the documents lie: `root` is the address before every path; and what is said of all of them."""

    root: str
    licence: str
    contact: str = ""

    def page(self, one: Released) -> str:
        """The lasting address of a document, whatever its latest version."""
        return f"{self.root}/offentligt/{'/'.join(map(str, one.path))}/"

    def version(self, one: Released) -> str:
        """The address of this very version."""
        return f"{self.page(one)}{one.number}/"

    def file(self, one: Released, form: str) -> str:
        """The address of one form of it."""
        return f"{self.version(one)}dokument.{form}"


def catalogue(site: Site, slug: str, municipality: str, releases: Sequence[Released]) -> dict[str, Any]:
    """A municipality's catalogue with a dataset for each document."""
    home = f"{site.root}/offentligt/{slug}/"
    datasets = [_dataset(site, one) for one in releases]
    changed = max((one.published_at for one in releases), default=None)
    return {
        "@id": f"{home}#katalog",
        "@type": "dcat:Catalog",
        "dcterms:title": _sv(f"Intern kontroll i {municipality}"),
        "dcterms:description": _sv(
            f"Internkontrollplaner och uppföljningar som nämnderna i {municipality} har beslutat om."
        ),
        "dcterms:publisher": _publisher(site, slug, municipality),
        "dcterms:language": _SWEDISH,
        "dcterms:license": {"@id": site.licence},
        "foaf:homepage": {"@id": home},
        **({"dcterms:modified": _typed(changed.isoformat(), "dateTime")} if changed else {}),
        "dcat:dataset": datasets,
    }


def document_of(*parts: dict[str, Any]) -> dict[str, Any]:
    """A whole JSON-LD document with these parts."""
    return {"@context": _CONTEXT, "@graph": list(parts)}


def metadata(site: Site, one: Released) -> dict[str, Any]:
    """One document's dataset by itself."""
    return document_of(_dataset(site, one))


def _dataset(site: Site, one: Released) -> dict[str, Any]:
    page = site.page(one)
    told = f"{KIND_NAMES[one.kind].text('sv')} för {one.board}, {one.municipality}, {one.year}."
    decided = f"Beslutad av {one.decided_by} {one.decided_on.isoformat()} {one.paragraph}".strip()
    return {
        "@id": f"{page}#datamangd",
        "@type": "dcat:Dataset",
        "dcterms:title": _sv(f"{one.title} ({one.municipality})"),
        "dcterms:description": _sv(
            f"{told} {decided}. Uppgifter som omfattas av sekretess och namn på personer är utelämnade."
        ),
        "dcterms:identifier": page,
        "dcterms:publisher": _publisher(site, one.slug, one.municipality),
        "dcterms:issued": _typed(one.published_at.date().isoformat(), "date"),
        "dcterms:modified": _typed(one.published_at.date().isoformat(), "date"),
        "dcterms:language": _SWEDISH,
        "dcterms:accessRights": {"@id": f"{_EU}access-right/PUBLIC"},
        "dcterms:accrualPeriodicity": {"@id": f"{_EU}frequency/ANNUAL"},
        "dcterms:spatial": {"@type": "dcterms:Location", "locn:geographicName": _sv(one.municipality)},
        "dcterms:temporal": {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": _typed(f"{one.year}-01-01", "date"),
            "dcat:endDate": _typed(f"{one.year}-12-31", "date"),
        },
        "dcat:theme": {"@id": f"{_EU}data-theme/GOVE"},
        "dcat:keyword": [_sv(word) for word in (*_WORDS, one.board)],
        "dcat:landingPage": {"@id": page},
        "dcat:version": str(one.number),
        **_contact(site, one.municipality),
        "dcat:distribution": [_distribution(site, one, form) for form in one.forms],
    }


def _distribution(site: Site, one: Released, form: ReleasedForm) -> dict[str, Any]:
    address = site.file(one, form.form)
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcterms:title": _sv(f"{one.title}, {_WHAT.get(form.form, form.form)}"),
        "dcat:accessURL": {"@id": site.version(one)},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{form.media_type}"},
        "dcterms:license": {"@id": site.licence},
        "dcterms:language": _SWEDISH,
        "dcterms:issued": _typed(one.published_at.date().isoformat(), "date"),
        "dcatap:availability": {"@id": f"{_EU}planned-availability/STABLE"},
        "dcat:byteSize": _typed(str(form.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(form.sha256, "hexBinary"),
        },
    }


def _publisher(site: Site, slug: str, name: str) -> dict[str, Any]:
    return {
        "@id": f"{site.root}/offentligt/{slug}/#utgivare",
        "@type": "foaf:Organization",
        "foaf:name": name,
        "dcterms:type": {"@id": "http://purl.org/adms/publishertype/LocalAuthority"},
    }


def _contact(site: Site, name: str) -> dict[str, Any]:
    if not site.contact:
        return {}
    mail = {"@id": f"mailto:{site.contact}"}
    return {"dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": name, "vcard:hasEmail": mail}}


def _sv(text: str) -> dict[str, str]:
    return {"@language": "sv", "@value": text}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@type": f"xsd:{kind}", "@value": value}
