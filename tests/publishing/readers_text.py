"""What a reader sees of a composed document, as text."""

from riskbild.publishing.composed import Composed
from riskbild.publishing.publication import Facts, Heading, Paragraph, Row


def text_of(made: Composed) -> str:
    """Everything that a reader sees, one thing a line."""
    told: list[str] = []
    for block in made.publication.blocks:
        match block:
            case Heading() | Paragraph():
                told.append(block.text)
            case Facts():
                told += [f"{name}: {text}" for name, text in block.facts]
    for table in made.publication.tables:
        told += [cell.text for part in table.parts if isinstance(part, Row) for cell in part.cells if cell]
    return "\n".join(told)
