"""The second opinion on what is read back: the scorer that came with the transcriptions of the five documents.

It was given to the project, not written here, and knows nothing of how the program reads or compares: its code stands
in `tests/files/score_reading.py` as it came.
"""

import io
import sys
from contextlib import redirect_stdout
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from tests.documents import cases

from riskbild.documents.exchange import ExchangeDocument, write_exchange

FILE = Path(__file__).parents[1] / "files" / "score_reading.py"


@cache
def scorer() -> ModuleType:
    """The scorer, loaded."""
    spec = spec_from_file_location("score_reading", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def differences(document: ExchangeDocument, name: str, folder: Path) -> str:
    """What differs between a document that was read and the transcription of that name; nothing where all is exact.

    Paragraphs and the order of the rows count, every filled cell must be exact, and nothing may be there beside them.
    """
    read = folder / "read.json"
    read.write_text(write_exchange(document), encoding="utf-8")
    words = [str(read), str(cases.FOLDER / f"{name}.json"), "--strict", "--show"]
    told = io.StringIO()
    argv = [str(FILE), *words, "--min-exact", "1.0", "--max-spurious", "0"]
    # It remembers how strict it was asked to be.
    with patch.object(sys, "argv", argv), patch.object(scorer(), "STRICT", False), redirect_stdout(told):
        failed = scorer().main()
    verdict = told.getvalue()
    assert failed or "exact 1.0000 spurious 0.0000" in verdict
    return verdict if failed else ""
