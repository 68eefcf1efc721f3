"""A heat map as Word's own coloured table: editable, and read aloud square by square."""

from typing import Final

from riskbild.publishing.publication import Matrix, Square
from riskbild.publishing.word.look import Look, fill_of, twips
from riskbild.publishing.word.table import cell_xml, header_row, opening, title_xml
from riskbild.publishing.word.text import paragraph
from riskbild.rules.sentence import Sentence

LIKELIHOOD: Final = Sentence("Sannolikhet", "Likelihood")
IMPACT: Final = Sentence("Konsekvens", "Impact")
_CENTRED: Final = '<w:jc w:val="center"/>'
_TITLES: Final = twips(34)
_WIDEST: Final = twips(36)


def matrix_xml(matrix: Matrix, look: Look) -> str:
    """The heat map: the highest likelihood on top, the impact from left to right."""
    square = min((look.width - _TITLES) // max(len(matrix.impact), 1), _WIDEST)
    widths = [_TITLES] + [square] * len(matrix.impact)
    rows = [opening(look.table, widths, matrix.name, matrix.description, row_headers=True)]
    rows += _header(matrix, widths, look)
    for step, word in reversed(matrix.likelihood):
        cells = [_axis(f"{step} {word}", _TITLES, look)]
        cells += [_square(matrix.squares.get((step, impact)), square, look) for impact, _ in matrix.impact]
        rows.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(12)}" w:hRule="atLeast"/></w:trPr>')
        rows.append("".join(cells) + "</w:tr>")
    return "".join(rows) + "</w:tbl>"


def _header(matrix: Matrix, widths: list[int], look: Look) -> list[str]:
    corner = title_xml(LIKELIHOOD.text(look.language), look, centred=False)
    over = title_xml(IMPACT.text(look.language), look, centred=True)
    upper = cell_xml(corner, widths[0], merge='<w:vMerge w:val="restart"/>', fill=look.title_fill, place="bottom")
    upper += cell_xml(over, sum(widths[1:]), span=len(widths) - 1, fill=look.title_fill)
    lower = cell_xml(paragraph("", look.column_title), widths[0], merge="<w:vMerge/>", fill=look.title_fill)
    lower += "".join(
        _axis(f"{step} {word}", width, look, centred=True)
        for (step, word), width in zip(matrix.impact, widths[1:], strict=True)
    )
    return [header_row(upper), header_row(lower)]


def _axis(text: str, width: int, look: Look, *, centred: bool = False) -> str:
    content = title_xml(text.strip(), look, centred=centred)
    return cell_xml(content, width, fill=look.title_fill, place="bottom" if centred else "center")


def _square(square: Square | None, width: int, look: Look) -> str:
    if square is None:
        return cell_xml(paragraph("", look.cell), width)
    fill, letters = fill_of(square.mark.colour) if square.mark else ("", "")
    colour = f'<w:color w:val="{letters}"/>' if letters else ""
    words = f"{square.score} {square.mark.symbol} {square.mark.word}" if square.mark else str(square.score)
    content = paragraph(" ".join(words.split()), look.cell, properties=_CENTRED, run_properties=colour)
    if square.texts:
        strong = f"<w:b/><w:bCs/>{colour}"
        content += paragraph(", ".join(square.texts), look.cell, properties=_CENTRED, run_properties=strong)
    return cell_xml(content, width, fill=fill, place="center")
