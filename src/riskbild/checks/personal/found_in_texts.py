"""Every text of a document with its place, for rules that look for something anywhere."""

from collections.abc import Callable, Iterator

from riskbild.checks.place import Part, Place
from riskbild.checks.subject import Subject


def texts_of(subject: Subject, may_hold: Callable[[str], object]) -> Iterator[tuple[Place, str]]:
    """The filled cells and running texts that may hold what is looked for.

    `may_hold` is asked with text in lower case, first about a row as a whole and then about each of its cells.
    """
    for line in subject.lines:
        if may_hold(line.folded):
            for name, text in line.cells.items():
                if may_hold(text.casefold()):
                    yield line.place(name), text
    yield from running_texts(subject)


def running_texts(subject: Subject) -> Iterator[tuple[Place, str]]:
    """What stands outside the tables: title, decision, conclusion and paragraphs."""
    document = subject.document
    for name in ("title", "decision", "conclusion"):
        if text := getattr(document, name):
            yield Place(Part.DOCUMENT, None, name), text
    for each in document.texts:
        yield Place(Part.DOCUMENT, None, "texts"), each.text
