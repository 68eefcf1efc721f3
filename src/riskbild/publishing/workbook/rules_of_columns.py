"""What may be filled into a column: words of a list, an answer, a step of a scale, or a text of bearable length."""

from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange import ROW_ANSWERS, ROW_NUMBERS
from riskbild.documents.workbook.cells import NO, YES
from riskbild.publishing.workbook.lists import Lists
from riskbild.publishing.workbook.offline import Offline
from riskbild.rules.scale import Scale

_LONGEST_TITLE: Final = 32
_LONGEST_MESSAGE: Final = 255


def rule_of(name: str, title: str, offline: Offline, lists: Lists) -> dict[str, Any]:
    """The rule for a column that holds this field, as the writer takes it; `title` is the column's own."""
    shown = (title or name)[:_LONGEST_TITLE]
    if name in ROW_ANSWERS:
        return {
            "validate": "list", "source": [YES, NO], "error_title": shown, "error_message": "Välj Ja eller Nej.",
        }  # fmt: skip
    if name in ROW_NUMBERS:
        return _number(name, shown, offline, lists)
    source = lists.source(name)
    if source and name in offline.choices:
        return {
            "validate": "list", "source": source, "error_title": shown, "error_message": "Välj ett av orden i listan.",
        }  # fmt: skip
    if source:
        # The board's own words are offered, and another may be typed.
        return {"validate": "list", "source": source, "show_error": False}
    return {
        "validate": "length", "criteria": "<=", "value": limits.CELL_CHARACTERS, "error_title": shown,
        "error_message": f"Texten får ha högst {limits.CELL_CHARACTERS} tecken.",
    }  # fmt: skip


def _number(name: str, shown: str, offline: Offline, lists: Lists) -> dict[str, Any]:
    scale = {"likelihood": offline.method.likelihood, "impact": offline.method.impact}.get(name)
    source = lists.source(name)
    if scale is None or not source:
        return {
            "validate": "integer", "criteria": "between", "minimum": 0, "maximum": limits.NUMBER,
            "error_title": shown, "error_message": "Skriv ett heltal.",
        }  # fmt: skip
    return {
        "validate": "list", "source": source, "input_title": shown, "input_message": _steps(scale),
        "error_title": shown, "error_message": f"Välj ett steg från {scale.values[0]} till {scale.values[-1]}.",
    }  # fmt: skip


def _steps(scale: Scale) -> str:
    """The steps with their words, as many as a hint holds."""
    said = "\n".join(f"{step.value} {step.word}".strip() for step in scale.steps)
    return said if len(said) <= _LONGEST_MESSAGE else said[: _LONGEST_MESSAGE - 1] + "…"
