"""Puts an evidence package together: documents, data, trail with proof, files, checksums."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import BinaryIO, Final
from uuid import UUID

from riskbild.audit.verify import Verdict, verify
from riskbild.documents.layout import KIND_NAMES, PublishedKind
from riskbild.files.held import HeldFile
from riskbild.followup.queries.board_reports import decided_report_bytes, reports_of_year
from riskbild.organisation.permissions import check, check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.oversight.reports import decided_consolidated_bytes
from riskbild.planning.queries.decided import decided_bytes
from riskbild.planning.queries.plans import plans_of_year
from riskbild.publishing import delimited, printed_table
from riskbild.publishing.addresses import slug_of
from riskbild.publishing.composed import composed
from riskbild.publishing.document_sheets import book_of
from riskbild.publishing.evidence.archive import Archive
from riskbild.publishing.evidence.files import add_files, add_kept, files_of_year
from riskbild.publishing.evidence.trail import chain_lines, consolidated_reports, text_lines
from riskbild.publishing.formats import FORMS
from riskbild.publishing.progress import Step, tell
from riskbild.publishing.sources import Asked
from riskbild.rules.board_report_life import DECIDED as REPORT_DECIDED
from riskbild.rules.finding import Finding
from riskbild.rules.plan_life import DECIDED
from riskbild.rules.refusal import Refused

# The report of every board belongs to the executive board's year alone, and a card is of one control.
_WHOLE: Final = PublishedKind.CONSOLIDATED_REPORT
_KINDS: Final = tuple(kind for kind in PublishedKind if kind not in {_WHOLE, PublishedKind.CONTROL_CARD})
_DOCUMENT_FORMS: Final = ("pdf", "json")


@dataclass(frozen=True, slots=True)
class Contents:
    """What went into a package: how many files, what there was none of, if the trail is whole, and what is gone."""

    files: int
    missing: tuple[str, ...]
    trail: Verdict
    gone: Sequence[Finding] = ()


def write_package(asked: Asked, target: BinaryIO, now: datetime, read_in: Sequence[HeldFile] = ()) -> Contents:
    """Writes the board's year as a ZIP. The same register gives the same bytes.

    `read_in` are the files that came in to be read, as the intake knows them. A file that the disk has lost is told of.
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
    _add_consolidated(archive, asked, now)
    files = files_of_year(asked.year, read_in)
    gone = [*add_kept(archive, asked.year), *add_files(archive, asked.year, files)]
    verdict = verify(asked.year.municipality_id)
    _add_trail(archive, asked, verdict, [one.holder for one in files])
    told = {"missing": missing, "gone": [one.sentence.sv for one in gone], "trail_whole": verdict.whole}
    _close(archive, asked, told)
    return Contents(len(archive.files), tuple(missing), verdict, gone)


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
    if kind is _WHOLE:
        archive.add(f"data/{kind.value}.csv", printed_table.draw(made.publication), f"{name}, tabellerna")
        return True
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


def _add_consolidated(archive: Archive, asked: Asked, now: datetime) -> None:
    """What the executive board has decided of every board, in its own package: as frozen, and as a document."""
    decided = [one for one in consolidated_reports(asked.year) if one.state in REPORT_DECIDED]
    for one in decided:
        content = decided_consolidated_bytes(asked.by, one.pk, asked.today)
        name = f"data/{slug_of(str(KIND_NAMES[_WHOLE]))}-{one.number}.json"
        archive.add(name, content, f"{KIND_NAMES[_WHOLE]}, version {one.number} som den beslutades")
    if decided:
        _add_document(archive, asked, _WHOLE, now)


def _add_trail(archive: Archive, asked: Asked, verdict: Verdict, also: Sequence[UUID]) -> None:
    archive.stream(
        "spår/chain.jsonl", chain_lines(asked.year.municipality_id), "Kommunens hela händelsekedja, utan texter"
    )
    archive.stream("spår/texts.jsonl", text_lines(asked.year, also), "Texterna till det som hänt i nämndens år")
    script = resources.files("riskbild.publishing.evidence").joinpath("verify_trail.py").read_bytes()
    archive.add("spår/verify_trail.py", script, "Kontrollerar kedjan med enbart Python")
    told = {"whole": verdict.whole, "events": verdict.events, "broken_at": verdict.broken_at,
            "reason": str(verdict.reason) if verdict.reason else None}  # fmt: skip
    archive.add("spår/verdict.json", json.dumps(told, ensure_ascii=False, indent=2).encode(), "Vad kontrollen gav")


def _close(archive: Archive, asked: Asked, told: Mapping[str, object]) -> None:
    board, year = asked.year.board.name, asked.year.year
    archive.add("LÄS MIG.txt", _READ_ME.format(board=board, year=year).encode(), "Vad underlaget innehåller")
    archive.close({"board": board, "year": year, "made_on": asked.today.isoformat(), **told})


_READ_ME: Final = """Revisionsunderlag för {board} {year}

dokument/   nämndens dokument, utskrivna och som data (riskbild-document/1)
data/       samma uppgifter som tabeller, och varje beslutad plan och rapport som den frystes vid beslutet
sparade/    dokument som sparats byte för byte, till exempel vid fastställandet
filer/      filer och arbetsböcker som lästs in, och underlag till kontroller, under sin kontrollsumma
spår/       kommunens händelsekedja och texterna till det som hänt i nämndens år
manifest.json, SHA256SUMS   varje fils kontrollsumma

Kontrollera filerna:   sha256sum -c SHA256SUMS
Kontrollera spåret:    python3 spår/verify_trail.py

Listor som stickprov har dragits ur följer inte med, för de gallras. Hur stickproven drogs står i spåret.

Underlaget innehåller uppgifter som kan vara sekretessbelagda. Pröva sekretessen innan det lämnas vidare.
"""
