"""The file that the operator imports, as it is kept beside what was read from it."""

import hashlib
from pathlib import Path
from typing import Any, Final

from riskbild.cli.reading import contents, is_exchange
from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.actions import SourceFile
from riskbild.intake.received import EXCHANGE, media_type_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_CHANGED: Final = Sentence(
    sv="{name} ändrades medan den lästes. Försök igen.", en="{name} was changed while it was read. Try again."
)


def source_in(path: Path, document: ExchangeDocument, look: list[Any]) -> SourceFile:
    """The file that the document was read from, and that looked so. Raises `Refused` if it is another by now."""
    if is_exchange(path):
        return SourceFile(contents(path), path.name, EXCHANGE, look)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != document.source.sha256:
        raise Refused(_CHANGED.format(name=path.name))
    return SourceFile(data, path.name, media_type_of(data, path.name), look)
