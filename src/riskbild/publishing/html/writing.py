"""Small pieces of HTML out of plain texts: escaped, breakable, in paragraphs."""

import re
from html import escape
from typing import Final

from riskbild.publishing.html.hyphens import breakable
from riskbild.publishing.publication import Mark
from riskbild.rules.sentence import Sentence

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Writer:
    """Writes texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, text: str) -> str:
        """A text of one line; a date in it stays on one line."""
        safe = escape(breakable(text, self.language), quote=False)
        return _DAY.sub(r'<span class="rd-day">\g<0></span>', safe) if "-" in safe else safe

    def lines(self, text: str) -> str:
        """What stands in a cell: its text, or its paragraphs where there are several."""
        if "\n" not in text:
            return self.text(text)
        return "".join(f"<p>{self.text(line)}</p>" for line in text.split("\n") if line.strip())

    def marked(self, text: str, mark: Mark | None) -> str:
        """A value with its level: the colour, the symbol, and the word for who sees neither."""
        if mark is None:
            return self.lines(text)
        symbol = f'<span aria-hidden="true">{escape(mark.symbol)}</span> ' if mark.symbol else ""
        # A cell that says the level's own word needs no second one.
        same = mark.word.casefold() in text.casefold()
        word = "" if same or not mark.word else f'<span class="rd-hidden"> ({self.text(mark.word)})</span>'
        return f'<span class="rd-mark rd-{colour_class(mark)}">{symbol}{self.text(text)}{word}</span>'

    def say(self, sentence: Sentence) -> str:
        """A sentence of the program, in the document's language."""
        return escape(sentence.text("en" if self.language == "en" else "sv"), quote=False)


def colour_class(mark: Mark) -> str:
    """The level's colour as a class of the style sheet."""
    return mark.colour.value.replace("_", "-")
