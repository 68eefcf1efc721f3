"""Writes a board's evidence package to a file."""

import hashlib
from datetime import datetime
from pathlib import Path

from riskbild.audit.actor import Operator
from riskbild.cli.console import say
from riskbild.cli.publishing.progress import Progress
from riskbild.documents.layout import PublishedKind
from riskbild.intake.queries import files_taken_in
from riskbild.organisation.day import day_of
from riskbild.organisation.queries import board_with_code
from riskbild.publishing.actions.keeping import record_package
from riskbild.publishing.evidence import write_package
from riskbild.publishing.progress import heard_by
from riskbild.publishing.sources import Asked
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_BROKEN = 1
_A_FILE = Sentence("Ange en fil med -o.", "Name a file with -o; an evidence package is a ZIP.")


def publish_evidence(by: Operator, code: str, number: int | None, output: Path | None, now: datetime) -> int:
    """Writes the package and tells the trail; 1 where the trail in it is broken."""
    if output is None:
        raise Refused(_A_FILE)
    year = asked_year_of(board_with_code(code), number)
    asked = Asked(by, year, PublishedKind.CONTROL_PLAN, day_of(now))
    path = output / f"{code}-{year.year}-evidence.zip" if output.is_dir() else output
    with path.open("wb") as target, Progress(1) as progress, heard_by(progress.stage):
        contents = write_package(asked, target, now, files_taken_in(by, year, asked.today))
    with path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    record_package(by=by, board_year_id=year.pk, sha256=sha256, size=path.stat().st_size, now=now)
    say(f"Wrote {path}: {contents.files} files; the trail is {'whole' if contents.trail.whole else 'BROKEN'}.")
    for finding in contents.gone:
        say(f"{finding.severity}: {finding.sentence.text('en')}")
    if contents.missing:
        say(f"The year has no {', '.join(contents.missing)}.")
    return 0 if contents.trail.whole else _BROKEN
