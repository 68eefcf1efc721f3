"""The files in an evidence package: those that were read in, what proves the controls, and the documents kept."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Q, QuerySet

from riskbild.files import storage
from riskbild.files.held import HeldFile
from riskbild.files.models import StoredFile
from riskbild.followup.models import Deviation, DeviationMeasure, Evidence, Report
from riskbild.publishing.evidence.archive import Archive
from riskbild.publishing.models import PublishedDocument
from riskbild.register.models import BoardYear, ImportedDocument
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

_READ: Final = "Fil som ett dokument lästes ur"
_GONE: Final = Sentence(
    "{name} finns inte kvar på servern och följer inte med.", "{name} is no longer on the server and is not included."
)
_SHORT: Final = 12


def files_of_year(year: BoardYear, read_in: Iterable[HeldFile]) -> list[HeldFile]:
    """Every file of the year, as each that holds it knows it. `read_in` are those that came in to be read."""
    return [*read_in, *_named_by_documents(year), *_handed_in(year)]


def add_files(archive: Archive, year: BoardYear, files: Iterable[HeldFile]) -> Iterator[Finding]:
    """Puts the files into the package, each once under a name; gives a finding for each that the disk has lost."""
    told: dict[tuple[str, str], set[str]] = {}
    for one in files:
        told.setdefault((one.sha256, _plain(one.name)), set()).add(one.about)
    for (sha256, name), abouts in sorted(told.items()):
        yield from _added(archive, year, f"filer/{sha256[:_SHORT]}-{name}", sha256, "; ".join(sorted(abouts)))


def add_kept(archive: Archive, year: BoardYear) -> Iterator[Finding]:
    """Puts in the documents that were kept as they were drawn; gives a finding for each that the disk has lost."""
    rows = PublishedDocument.objects.filter(municipality_id=year.municipality_id, board_year=year)
    for row in rows.order_by("kind", "format", "public", "number"):
        name = f"sparade/{row.kind}-{row.number}{'-offentlig' if row.public else ''}.{row.format}"
        about = f"{row.title}, som det sparades {row.made_at.date().isoformat()}"
        yield from _added(archive, year, name, row.sha256, about)


def _added(archive: Archive, year: BoardYear, name: str, sha256: str, about: str) -> Iterator[Finding]:
    path = storage.path_of(year.municipality_id, sha256)
    if path.is_file():
        archive.add_file(name, path, about)
    else:
        yield Finding("file-gone", Severity.WARNING, sha256, _GONE.format(name=name))


def _named_by_documents(year: BoardYear) -> Iterator[HeldFile]:
    """The files that the year's documents say they were read from, where they are kept here."""
    documents = ImportedDocument.objects.filter(municipality_id=year.municipality_id, board_year=year)
    holders = {source["sha256"]: key for key, source in documents.values_list("pk", "source") if source.get("sha256")}
    for kept in StoredFile.objects.filter(municipality_id=year.municipality_id, sha256__in=holders):
        yield HeldFile(kept.sha256, kept.name, _READ, holders[kept.sha256])


def proofs_of_year(year: BoardYear) -> QuerySet[Evidence]:
    """What was handed in to prove a report, a deviation or a deviation's measure; also what has been removed."""
    mine: dict[str, Any] = {"municipality_id": year.municipality_id}
    reports = Report.objects.filter(**mine, period__municipality_id=year.municipality_id, period__board_year=year)
    deviations = Deviation.objects.filter(**mine, board_year=year).values("pk")
    measures = DeviationMeasure.objects.filter(**mine, deviation__in=deviations)
    of_year = Q(report__in=reports.values("pk")) | Q(deviation__in=deviations) | Q(measure__in=measures.values("pk"))
    return Evidence.objects.filter(of_year, **mine)


def _handed_in(year: BoardYear) -> Iterator[HeldFile]:
    for one in proofs_of_year(year).filter(removed_at=None):
        yield HeldFile(one.sha256, one.name, one.note or _use(one), one.pk)


def _use(one: Evidence) -> str:
    if one.report_id:
        return "Underlag till en rapport"
    return "Underlag till en avvikelse" if one.deviation_id else "Underlag till en åtgärd mot en avvikelse"


def _plain(name: str) -> str:
    """A file's name with nothing in it that an unpacking program could take for a folder."""
    return "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in name).strip(". ") or "fil"
