"""Running text whose numbers come from the data: filled in, and what nobody knows left standing in its braces."""

from collections.abc import Iterable, Mapping

from riskbild.documents.layout.placeholders import Value, filled, names_in


def told_in(text: str, values: Mapping[str, Value]) -> str:
    """The text with everything filled in that is known; the rest stands as "{name}"."""
    unknown = {name: f"{{{name}}}" for name in names_in(text) if values.get(name, "") == ""}
    return filled(text, {**values, **unknown}) or ""


def unknown_in(texts: Iterable[str], values: Mapping[str, Value]) -> list[str]:
    """The names that some texts fill in and nobody knows, each once, in order."""
    named = (name for text in texts for name in names_in(text))
    return [name for name in dict.fromkeys(named) if values.get(name, "") == ""]
