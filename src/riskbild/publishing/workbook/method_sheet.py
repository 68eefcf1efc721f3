"""The sheet that tells how to work in the workbook, and the assessment method: scales, criteria, matrix, levels."""

from typing import Final

from riskbild.documents.workbook.form import REMOVABLE, kind_of
from riskbild.publishing.publication import Mark
from riskbild.publishing.workbook.heights import LINE, lines_of
from riskbild.publishing.workbook.looks import Looks
from riskbild.publishing.workbook.offline import Offline
from riskbild.publishing.workbook.writing import Sheet
from riskbild.rules.scale import Scale

_WIDTHS: Final = (20, 34, 80)
_HEAD: Final = 18
_HOW: Final = (
    "Fyll i eller ändra de vita cellerna. Grå celler är låsta: de ändras i systemet.",
    "Nya risker skrivs i de tomma raderna under tabellen. En risk stryks genom att radens vita celler töms.",
    "Läs sedan in filen igen: varje ändring visas bredvid det som står i systemet, och bara det som godkänns sparas.",
)

_FILL: Final = (
    "Åtgärdernas läge fylls i på bladet Åtgärder och periodens resultat på bladet Rapporter; där läggs inga rader till."
)


def draw_method(sheet: Sheet, offline: Offline, looks: Looks) -> None:
    """Draws the whole sheet."""
    _Drawing(sheet, looks).draw(offline)


class _Drawing:
    """The sheet while it is drawn, from the top downwards."""

    def __init__(self, sheet: Sheet, looks: Looks) -> None:
        self.sheet = sheet
        self.looks = looks
        self.row = 0

    def draw(self, offline: Offline) -> None:
        """How to work in the file, then the method."""
        for place, width in enumerate(_WIDTHS):
            self.sheet.page.set_column(place, place, width)
        self._head("Arbetsbok", f"{offline.board} {offline.about.year}")
        for text in (*_HOW, *([_FILL] if any(kind_of(key) not in REMOVABLE for key in offline.rows) else [])):
            self._across(text)
        method = offline.method
        self.row += 1
        self._head("Bedömningsmodell", method.name)
        for title, scale in (("Sannolikhet", method.likelihood), ("Konsekvens", method.impact)):
            if scale is not None:
                self._scale(title, scale)
        self._levels(offline)

    def _head(self, name: str, text: str) -> None:
        """What the lines below are about, as a name and a value; a heading would be one of the document's."""
        look = self.looks.heading(3)
        self.sheet.page.set_row(self.row, _HEAD)
        self.sheet.text(self.row, 0, name, look=look)
        self.sheet.merged(self.row, 1, self.row, len(_WIDTHS) - 1, text, look=look)
        self.row += 1

    def _across(self, text: str) -> None:
        self.sheet.page.set_row(self.row, lines_of(text, sum(_WIDTHS)) * LINE + 2)
        self.sheet.merged(self.row, 0, self.row, len(_WIDTHS) - 1, text, look=self.looks.paragraph())
        self.row += 1

    def _scale(self, title: str, scale: Scale) -> None:
        self._line((title, "Benämning", "Kriterier"), head=True)
        for step in scale.steps:
            self._line((str(step.value), step.word, step.criteria))
        self.row += 1

    def _levels(self, offline: Offline) -> None:
        if not offline.method.levels:
            return
        self._line(("Risknivå", "Gäller från riskvärde", ""), head=True)
        for level in offline.method.levels:
            self._line((f"{level.symbol} {level.word}", str(level.from_score), ""))
            mark = Mark(level.colour, level.symbol, level.word)
            self.sheet.text(self.row - 1, 0, f"{level.symbol} {level.word}", look=self.looks.painted(mark))

    def _line(self, texts: tuple[str, str, str], *, head: bool = False) -> None:
        look = self.looks.title() if head else self.looks.cell()
        self.sheet.page.set_row(self.row, max(map(lines_of, texts, _WIDTHS)) * LINE + 2)
        for place, text in enumerate(texts):
            self.sheet.text(self.row, place, text, look=look)
        self.row += 1
