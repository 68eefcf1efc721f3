"""Finding a board's year and its method; for commands and for the actions of other packages."""

from riskbild.audit.prepared import Prepared
from riskbild.organisation.models import Node
from riskbild.register.models import BoardYear, MethodVersion
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_YEAR = Prepared(
    lambda: BoardYear.objects.select_related("method", "board"), by=["municipality_id", "board_id", "year"]
)


def year_of(board: Node, year: int) -> BoardYear | None:
    """The board's year with its method, or nothing."""
    return _YEAR.single(board.municipality_id, board.pk, year)


def latest_year_of(board: Node) -> BoardYear | None:
    """The board's latest year that is not sample data, or nothing."""
    rows = BoardYear.objects.filter(municipality_id=board.municipality_id, board=board, sample=False)
    return rows.select_related("method", "board").order_by("-year").first()


def asked_year_of(board: Node, year: int | None) -> BoardYear:
    """The year asked for, else the latest that is not sample data. Raises `Refused` where there is none."""
    found = year_of(board, year) if year else latest_year_of(board)
    if found is None:
        told = str(year) if year else "något år"
        raise Refused(
            Sentence(
                sv=f"{board.code} har inte {told} i registret.", en=f"{board.code} does not have {year or 'any year'}."
            )
        )
    return found


def latest_method_of(board: Node) -> MethodVersion | None:
    """The method that the board last worked with, else the municipality's latest, or nothing."""
    last = BoardYear.objects.filter(municipality_id=board.municipality_id, board=board).order_by("-year").first()
    if last:
        return last.method
    return MethodVersion.objects.filter(municipality_id=board.municipality_id).order_by("-made_at").first()
