"""Where a file stands on its way in, what may follow, and what is made of each of its rows."""

from enum import StrEnum
from typing import Final

from riskbild.rules.sentence import Sentence


class IntakeState(StrEnum):
    """Where an uploaded file or a pasted text stands. The values are stored."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    UNDONE = "undone"
    DISCARDED = "discarded"


_S = IntakeState

FOLLOWS: Final[dict[IntakeState, frozenset[IntakeState]]] = {
    _S.WAITING: frozenset({_S.READING, _S.REFUSED, _S.DISCARDED}),
    _S.READING: frozenset({_S.READING, _S.READY, _S.REFUSED, _S.DISCARDED}),
    _S.READY: frozenset({_S.WAITING, _S.ACCEPTED, _S.DISCARDED}),
    _S.REFUSED: frozenset({_S.WAITING, _S.DISCARDED}),
    _S.ACCEPTED: frozenset({_S.UNDONE}),
    _S.UNDONE: frozenset({_S.READY, _S.DISCARDED}),
    _S.DISCARDED: frozenset(),
}
"""A reading that was cut short begins anew, so READING may follow itself; UNDONE can be reviewed once more."""

ON_THE_WAY: Final = frozenset({_S.WAITING, _S.READING})

STATE_LABELS: Final[dict[IntakeState, Sentence]] = {
    _S.WAITING: Sentence(sv="Väntar på läsning", en="Waiting to be read"),
    _S.READING: Sentence(sv="Läses", en="Being read"),
    _S.READY: Sentence(sv="Att granska", en="To review"),
    _S.REFUSED: Sentence(sv="Kunde inte läsas", en="Could not be read"),
    _S.ACCEPTED: Sentence(sv="Inläst i registret", en="In the register"),
    _S.UNDONE: Sentence(sv="Ångrad", en="Undone"),
    _S.DISCARDED: Sentence(sv="Kastad", en="Discarded"),
}


class Choice(StrEnum):
    """What is to be made of a proposed row: a new risk, a change of one that is there, or nothing."""

    ADD = "add"
    UPDATE = "update"
    LEAVE = "leave"


class Origin(StrEnum):
    """How a document came: as a file, as text pasted into the page, or as our own workbook filled in offline."""

    FILE = "file"
    TEXT = "text"
    WORKBOOK = "workbook"


CAME_AS: Final[dict[Origin, Sentence]] = {
    Origin.FILE: Sentence(sv="Fil som ett dokument lästes ur", en="File that a document was read from"),
    Origin.TEXT: Sentence(sv="Text som klistrades in och lästes", en="Text that was pasted in and read"),
    Origin.WORKBOOK: Sentence(sv="Arbetsbok som lästes tillbaka", en="Workbook that was read back"),
}
