"""Reads a file that the operator names: any document apart, with its progress told; the exchange format as it is."""

import sys
from pathlib import Path
from typing import Any, Final

from riskbild.cli.console import say
from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.json_text import read_json
from riskbild.documents.limits import FILE_BYTES
from riskbild.documents.profile import Profile
from riskbild.intake.reading.apart import read_apart, read_with_look_apart
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

LOW: Final = 0.7
"""A cell that was read less surely than this is counted as one to look at."""
_MARKS: Final = (b"\xef\xbb\xbf", b"")


def document_in(path: Path, profile: Profile | None = None) -> ExchangeDocument:
    """The document in a file; Refused with one sentence if it cannot be read.

    A file of the exchange format is taken as it is. Every other file is read in a child process, and how far it has
    come is told on stderr.
    """
    if is_exchange(path):
        return read_exchange(contents(path), name=path.name)
    return read_apart(path, profile, progress=_Progress(path.name))


def document_with_look_in(path: Path) -> tuple[ExchangeDocument, list[Any]]:
    """As `document_in`, and how its file looks; what is in the exchange format is as it is, and looks like nothing."""
    if is_exchange(path):
        return document_in(path), []
    return read_with_look_apart(path, progress=_Progress(path.name))


def profile_in(path: Path | None) -> Profile | None:
    """The profile in a JSON file, None for no file."""
    if path is None:
        return None
    try:
        return Profile.from_data(read_json(contents(path), path.name), path.name)
    except Refused as refused:
        said = refused.sentence
        raise Refused(Sentence(f"Profilen {path.name}: {said.sv}", f"Profile {path.name}: {said.en}")) from None


def contents(path: Path) -> bytes:
    """The bytes of a file of JSON, if it is not larger than such a file may be."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise Refused(Sentence(sv=f"{path.name} är för stor.", en=f"{path.name} is too large."))
        return path.read_bytes()
    except OSError as gone:
        raise Refused(
            Sentence(sv=f"{path} kan inte läsas: {gone.strerror}.", en=f"{path} cannot be read: {gone.strerror}.")
        ) from gone


def is_exchange(path: Path) -> bool:
    """Whether a file is of the exchange format, by how it begins. Raises `Refused` if it cannot be opened."""
    try:
        with path.open("rb") as file:
            first = file.read(64)
    except OSError as gone:
        raise Refused(
            Sentence(sv=f"{path} kan inte läsas: {gone.strerror}.", en=f"{path} cannot be read: {gone.strerror}.")
        ) from gone
    return first.removeprefix(_MARKS[0]).lstrip().startswith(b"{") and not first.startswith(b"{\\rtf")


class _Progress:
    """Tells how many pages are read: one line that changes on a screen, one line at every fifty pages in a log."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = 0

    def __call__(self, done: int, pages: int) -> None:
        if pages < 2:
            return
        if sys.stderr.isatty():
            end = "\n" if done >= pages else ""
            print(f"\r{self._name}: page {done} of {pages}", end=end, file=sys.stderr, flush=True)
        elif done - self._told >= 50 or done == pages:
            self._told = done
            say(f"{self._name}: page {done} of {pages}")


def summary(document: ExchangeDocument) -> str:
    """What was read, in one line: how many rows, how many things to look at."""
    unsure = sum(value < LOW for row in (*document.rows, *document.plan) for value in row.confidence.values())
    parts = [f"{len(document.rows)} rows", f"{len(document.plan)} plan rows", f"{len(document.findings)} findings"]
    return ", ".join([*parts, f"{unsure} cells to look at"])
