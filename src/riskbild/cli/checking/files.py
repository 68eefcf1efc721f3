"""Files to be checked: of the exchange format, or any other that can be read."""

from pathlib import Path

from riskbild.cli.reading import contents, document_in
from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.profile import Profile


def documents_in(path: Path, profile: Profile | None) -> list[ExchangeDocument]:
    """The documents of a file. Raises `Refused` for one that cannot be read.

    A file that ends in .json is of the exchange format, and may hold one document a line, as an export does.
    """
    if path.suffix.lower() != ".json":
        return [document_in(path, profile)]
    lines = [line for line in contents(path).splitlines() if line.strip()]
    if len(lines) > 1 and all(line.startswith(b'{"') for line in lines):
        return [read_exchange(line, name=path.name) for line in lines]
    return [read_exchange(contents(path), name=path.name)]
