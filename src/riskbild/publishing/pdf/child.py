"""What the process does that typesets one publication: limits itself, typesets, and answers."""

import base64
import json
import pickle
from typing import Any, BinaryIO, Final

from riskbild.apart.limits import limit_itself
from riskbild.publishing.pdf.level import Level
from riskbild.publishing.publication import Publication
from riskbild.rules.finding import Finding
from riskbild.rules.sentence import Sentence

MEMORY: Final = 3 << 30
"""Bytes of addresses; 2 000 long rows take a little over one GB of them."""
CPU_SECONDS: Final = 90
WALL_SECONDS: Final = 360
"""On a machine that does much else a document may take this long by the clock."""
FEW: Final = 1
"""A single document is drawn without preparing; see `riskbild.apart`."""

TOO_LARGE = Sentence(
    "Dokumentet är för stort för en PDF: det kräver för mycket minne. Dela upp det på flera dokument.",
    "The document is too large for one PDF: it needs too much memory. Split it into several documents.",
)
LOGO_BROKEN = Sentence(
    "Logotypen kan inte ritas: filen är skadad eller av ett slag som inte stöds. Använd PNG, JPEG eller SVG.",
    "The logo cannot be drawn: its file is damaged or of a kind that is not supported. Use PNG, JPEG or SVG.",
)


def prepare() -> None:
    """Loads the compiler and the fonts' letters."""
    from riskbild.publishing.pdf import fonts, typesetting  # noqa: PLC0415 - heavy, and only for who draws

    _ = typesetting
    fonts.drawable()


def ordered(publication: Publication, level: Level) -> bytes:
    """The order to typeset a publication."""
    return pickle.dumps((publication, level.value))


def work(order: bytes, out: BinaryIO) -> None:
    """Typesets the publication that is ordered, within the limits: {"content", "findings"} or {"refused"}.

    On the way it tells with {"share"} how much of the work is done.
    """
    limit_itself(memory=MEMORY, cpu_seconds=CPU_SECONDS, hard_cpu_seconds=CPU_SECONDS + 1, wall_seconds=WALL_SECONDS)
    # The compiler loads under the limits.
    from riskbild.publishing.pdf.typesetting import LogoBroken, typeset  # noqa: PLC0415

    publication, level = pickle.loads(order)  # noqa: S301 - from our own parent
    try:
        drawn = typeset(publication, Level(level), lambda share: _answer(out, {"share": share}))
    except MemoryError:
        answer = _refusal(TOO_LARGE)
    except LogoBroken:
        answer = _refusal(LOGO_BROKEN)
    else:
        answer = {
            "content": base64.b64encode(drawn.content).decode(),
            "findings": [_told(finding) for finding in drawn.findings],
        }
    _answer(out, answer)


def _answer(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


def _refusal(sentence: Sentence) -> dict[str, Any]:
    return {"refused": [sentence.sv, sentence.en]}


def _told(finding: Finding) -> list[str]:
    return [finding.code, finding.severity.value, finding.where, finding.sentence.sv, finding.sentence.en]
