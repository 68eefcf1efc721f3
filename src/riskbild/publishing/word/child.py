"""What the process does that draws with one template: limits itself, draws and answers.

It answers with one line of JSON: {"content", "findings"} or {"refused", "findings"}; content is base64.
"""

import json
import pickle
from base64 import b64encode
from collections.abc import Iterable
from importlib import import_module
from typing import Any, BinaryIO, Final

from riskbild.apart.limits import limit_itself
from riskbild.rules.finding import Finding
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEMORY: Final = 1 << 30
CPU_SECONDS: Final = 30
WALL_SECONDS: Final = 120
FEW: Final = 1
"""A single document is drawn without preparing; see `riskbild.apart`."""

TOO_MUCH: Final = Sentence(
    "Mallen kan inte användas: den kräver för mycket minne eller tid.",
    "The template cannot be used: it needs too much memory or time.",
)


def work(order: bytes, out: BinaryIO) -> None:
    """Draws what the order says, a pickled publication and template, and answers on `out`; never raises `Refused`."""
    limit_itself(memory=MEMORY, cpu_seconds=CPU_SECONDS, hard_cpu_seconds=CPU_SECONDS + 1, wall_seconds=WALL_SECONDS)
    # Loaded under the limits.
    from riskbild.publishing.word.drawing import draw_here  # noqa: PLC0415

    answer: dict[str, Any]
    try:
        drawn = draw_here(*pickle.loads(order))  # noqa: S301 - from our own parent
        answer = {"content": b64encode(drawn.content).decode(), "findings": _told(drawn.findings)}
    except Refused as refused:
        answer = {"refused": _said(refused.sentence), "findings": _told(refused.findings)}
    except (MemoryError, RecursionError):
        answer = {"refused": _said(TOO_MUCH), "findings": []}
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


def prepare() -> None:
    """Loads what every drawing needs."""
    import_module("riskbild.publishing.word.drawing")


def _told(findings: Iterable[Finding]) -> list[Any]:
    return [[each.code, each.severity.value, each.where, _said(each.sentence)] for each in findings]


def _said(sentence: Sentence) -> list[str]:
    return [sentence.sv, sentence.en]
