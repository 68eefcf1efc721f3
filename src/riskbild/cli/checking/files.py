"""Files to be checked: of the exchange format, or any other that can be read."""

from pathlib import Path

from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.limits import FILE_BYTES
from riskbild.documents.profile import Profile, read_profile
from riskbild.intake.reading.apart import read_apart
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


def documents_in(path: Path, profile: Profile | None) -> list[ExchangeDocument]:
    """The documents of a file. Raises `Refused` for one that cannot be read.

    A file that ends in .json is of the exchange format, and may hold one document a line, as an export does.
    """
    if path.suffix.lower() != ".json":
        return [read_apart(path, profile)]
    lines = [line for line in contents(path).splitlines() if line.strip()]
    if len(lines) > 1 and all(line.startswith(b'{"') for line in lines):
        return [read_exchange(line, name=path.name) for line in lines]
    return [read_exchange(contents(path), name=path.name)]


def profile_in(path: Path | None) -> Profile | None:
    """The profile of a file, nothing for none."""
    return None if path is None else read_profile(contents(path), name=path.name)


def contents(path: Path) -> bytes:
    """The bytes of a file of ordinary size."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise Refused(Sentence(sv=f"{path.name} är för stor.", en=f"{path.name} is too large."))
        return path.read_bytes()
    except OSError as gone:
        raise Refused(
            Sentence(sv=f"{path} kan inte läsas: {gone.strerror}.", en=f"{path} cannot be read: {gone.strerror}.")
        ) from gone
