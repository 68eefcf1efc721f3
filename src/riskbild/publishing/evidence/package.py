"""Puts an evidence package together: documents, data, trail with proof, files, checksums."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import BinaryIO, Final

from riskbild.audit.verify import Verdict, verify
from riskbild.documents.layout import KIND_NAMES, PublishedKind
from riskbild.files import storage
from riskbild.files.models import StoredFile
from riskbild.followup.models import Evidence
from riskbild.followup.queries.board_reports import decided_report_bytes, reports_of_year
from riskbild.organisation.permissions import check, check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.decided import decided_bytes
from riskbild.planning.queries.plans import plans_of_year
from riskbild.publishing import delimited
from riskbild.publishing.addresses import slug_of
from riskbild.publishing.composed import composed
from riskbild.publishing.document_sheets import book_of
from riskbild.publishing.evidence.archive import Archive
from riskbild.publishing.evidence.trail import chain_lines, text_lines
from riskbild.publishing.formats import FORMS
from riskbild.publishing.models import PublishedDocument
from riskbild.publishing.progress import Step, tell
from riskbild.publishing.sources import Asked
from riskbild.register.models import ImportedDocument
from riskbild.rules.board_report_life import DECIDED as REPORT_DECIDED
from riskbild.rules.plan_life import DECIDED
from riskbild.rules.refusal import Refused

# A year is one board's; the municipality's own report is no document of it, and a card is of one control.
_KINDS: Final = tuple(
    kind for kind in PublishedKind if kind not in {PublishedKind.CONSOLIDATED_REPORT, PublishedKind.CONTROL_CARD}
)
_DOCUMENT_FORMS: Final = ("pdf", "json")


@dataclass(frozen=True, slots=True)
class Contents:
    """What went into a package: how many files, what there was none of, and whether the trail is whole."""

    files: int
    missing: tuple[str, ...]
    trail: Verdict


def write_package(asked: Asked, target: BinaryIO, now: datetime) -> Contents:
    """Writes the board's year as a ZIP. The same register gives the same bytes.

    For who reads the trail of the whole municipality and the board's secrets; raises `Forbidden` for others.
    """
    check_everywhere(asked.by, Permission.READ_TRAIL, today=asked.today)
    check(asked.by, Permission.READ_SECRET, asked.year.board_id, today=asked.today)
    archive = Archive(target, asked.today)
    missing = []
    for place, kind in enumerate(_KINDS):
        tell(Step.DRAWING, place / len(_KINDS))
        if not _add_document(archive, asked, kind, now):
            missing.append(kind.value)
    tell(Step.KEEPING)
    _add_plans(archive, asked)
    _add_reports(archive, asked)
    _add_kept(archive, asked)
    _add_files(archive, asked)
    verdict = verify(asked.year.municipality_id)
    _add_trail(archive, asked, verdict)
    _close(archive, asked, missing, verdict)
    return Contents(len(archive.files), tuple(missing), verdict)


def _add_document(archive: Archive, asked: Asked, kind: PublishedKind, now: datetime) -> bool:
    """One kind of document, drawn and as data; False where the year has none."""
    try:
        made = composed(Asked(asked.by, asked.year, kind, asked.today))
    except Refused:
        return False
    name = str(KIND_NAMES[kind])
    for form in _DOCUMENT_FORMS:
        content = FORMS[form].draw(made.publication, None).content
        archive.add(f"dokument/{kind.value}.{form}", content, f"{name} ({form})")
    book = book_of(made.document, title=made.publication.title, made_at=now)
    archive.add(f"data/{kind.value}.csv", delimited.draw(book), f"{name}, alla fält som tabell")
    return True


def _add_plans(archive: Archive, asked: Asked) -> None:
    """Every version that the board has decided, byte by byte as it was frozen."""
    for one in plans_of_year(asked.by, asked.year.pk, asked.today):
        if one.state in DECIDED:
            content = decided_bytes(asked.by, one.id, asked.today)
            archive.add(f"data/plan-{one.number}.json", content, f"Planens version {one.number} som den fastställdes")


def _add_reports(archive: Archive, asked: Asked) -> None:
    """Every version of the board's own reports that it has decided, byte by byte as it was frozen."""
    for occasion in reports_of_year(asked.by, asked.year.pk, asked.today):
        for one in occasion.reports:
            if one.state in REPORT_DECIDED:
                content = decided_report_bytes(asked.by, one.id, asked.today)
                name = f"data/rapport-{slug_of(occasion.name.sv)}-{one.number}.json"
                archive.add(name, content, f"{occasion.name.sv}, version {one.number} som den beslutades")


def _add_kept(archive: Archive, asked: Asked) -> None:
    rows = PublishedDocument.objects.filter(municipality_id=asked.year.municipality_id, board_year=asked.year)
    for row in rows.order_by("kind", "format", "public", "number"):
        audience = "-offentlig" if row.public else ""
        path = storage.present(row.municipality_id, row.sha256)
        name = f"sparade/{row.kind}-{row.number}{audience}.{row.format}"
        archive.add_file(name, path, f"{row.title}, som det sparades {row.made_at.date().isoformat()}")


def _add_files(archive: Archive, asked: Asked) -> None:
    """The files that the year's documents were read from, and what was handed in to prove its controls."""
    for sha256, name, about in sorted(set(_files(asked))):
        path = storage.path_of(asked.year.municipality_id, sha256)
        if path.is_file():
            archive.add_file(f"filer/{sha256[:12]}-{_plain(name)}", path, about)


def _files(asked: Asked) -> Iterator[tuple[str, str, str]]:
    mine = {"municipality_id": asked.year.municipality_id}
    documents = ImportedDocument.objects.filter(**mine, board_year=asked.year)
    sources = [source["sha256"] for source in documents.values_list("source", flat=True) if source.get("sha256")]
    for kept in StoredFile.objects.filter(**mine, sha256__in=sources):
        yield kept.sha256, kept.name, "Fil som ett dokument lästes ur"
    handed_in = Evidence.objects.filter(**mine, report__period__board_year=asked.year, removed_at=None)
    for sha256, name, note in handed_in.values_list("sha256", "name", "note"):
        yield sha256, name, note or "Underlag till en rapport"
    found = Evidence.objects.filter(**mine, deviation__board_year=asked.year, removed_at=None)
    for sha256, name, note in found.values_list("sha256", "name", "note"):
        yield sha256, name, note or "Underlag till en avvikelse"


def _plain(name: str) -> str:
    """A file's name with nothing in it that an unpacking program could take for a folder."""
    return "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in name).strip(". ") or "fil"


def _add_trail(archive: Archive, asked: Asked, verdict: Verdict) -> None:
    archive.stream(
        "spår/chain.jsonl", chain_lines(asked.year.municipality_id), "Kommunens hela händelsekedja, utan texter"
    )
    archive.stream("spår/texts.jsonl", text_lines(asked.year), "Texterna till det som hänt i nämndens år")
    script = resources.files("riskbild.publishing.evidence").joinpath("verify_trail.py").read_bytes()
    archive.add("spår/verify_trail.py", script, "Kontrollerar kedjan med enbart Python")
    told = {"whole": verdict.whole, "events": verdict.events, "broken_at": verdict.broken_at,
            "reason": str(verdict.reason) if verdict.reason else None}  # fmt: skip
    archive.add("spår/verdict.json", json.dumps(told, ensure_ascii=False, indent=2).encode(), "Vad kontrollen gav")


def _close(archive: Archive, asked: Asked, missing: list[str], verdict: Verdict) -> None:
    board, year = asked.year.board.name, asked.year.year
    archive.add("LÄS MIG.txt", _READ_ME.format(board=board, year=year).encode(), "Vad underlaget innehåller")
    archive.close(
        {
            "board": board,
            "year": year,
            "made_on": asked.today.isoformat(),
            "missing": missing,
            "trail_whole": verdict.whole,
        }
    )


_READ_ME: Final = """Revisionsunderlag för {board} {year}

dokument/   nämndens dokument, utskrivna och som data (riskbild-document/1)
data/       samma uppgifter som tabeller, och varje beslutad plan och rapport som den frystes vid beslutet
sparade/    dokument som sparats byte för byte, till exempel vid fastställandet
filer/      filer som dokument lästs ur och underlag till kontroller, under sin kontrollsumma
spår/       kommunens händelsekedja och texterna till det som hänt i nämndens år
manifest.json, SHA256SUMS   varje fils kontrollsumma

Kontrollera filerna:   sha256sum -c SHA256SUMS
Kontrollera spåret:    python3 spår/verify_trail.py

Underlaget innehåller uppgifter som kan vara sekretessbelagda. Pröva sekretessen innan det lämnas vidare.
"""
