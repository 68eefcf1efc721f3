"""A cell that is missing in some rows, or in all."""

from collections.abc import Callable, Iterator, Sequence

from riskbild.checks.place import Part, Place
from riskbild.checks.remark import Hit
from riskbild.checks.subject import Line
from riskbild.rules.sentence import Sentence


def missing_in(
    lines: Sequence[Line], field: str, has: Callable[[Line], bool], one: Sentence, every: Sentence
) -> Iterator[Hit]:
    """A hit for each row without, or one for the whole where several rows are without and none has it.

    A form that lacks the column is one fault and not as many as there are rows.
    """
    without = [line for line in lines if not has(line)]
    if len(without) == len(lines) > 1:
        yield Hit(Place(Part.DOCUMENT), every)
        return
    for line in without:
        yield Hit(line.place(field), one)
