"""Kinds of node in the tree, and which kind may stand under which."""

from enum import StrEnum

from riskbild.rules.sentence import Sentence


class NodeKind(StrEnum):
    """What a node is. The values are stored."""

    MUNICIPALITY = "municipality"
    BOARD = "board"
    ADMINISTRATION = "administration"
    DIVISION = "division"
    UNIT = "unit"
    COMPANY = "company"
    FEDERATION = "federation"
    PRIVATE_PROVIDER = "private_provider"


KIND_LABELS: dict[NodeKind, Sentence] = {
    NodeKind.MUNICIPALITY: Sentence(sv="Kommun", en="Municipality"),
    NodeKind.BOARD: Sentence(sv="Nämnd eller styrelse", en="Board"),
    NodeKind.ADMINISTRATION: Sentence(sv="Förvaltning", en="Administration"),
    NodeKind.DIVISION: Sentence(sv="Avdelning", en="Division"),
    NodeKind.UNIT: Sentence(sv="Enhet", en="Unit"),
    NodeKind.COMPANY: Sentence(sv="Bolag", en="Company"),
    NodeKind.FEDERATION: Sentence(sv="Kommunalförbund", en="Federation"),
    NodeKind.PRIVATE_PROVIDER: Sentence(sv="Privat utförare", en="Private provider"),
}

# Those that answer for an internal control of their own: boards, and the bodies that the executive board oversees
# (kommunallagen 6 kap. 1 §, 10 kap.).
ANSWERABLE = frozenset({NodeKind.BOARD, NodeKind.COMPANY, NodeKind.FEDERATION, NodeKind.PRIVATE_PROVIDER})

_INNER = frozenset({NodeKind.ADMINISTRATION, NodeKind.DIVISION, NodeKind.UNIT})

MAY_STAND_UNDER: dict[NodeKind, frozenset[NodeKind]] = {
    NodeKind.MUNICIPALITY: frozenset(),
    NodeKind.BOARD: frozenset({NodeKind.MUNICIPALITY, NodeKind.BOARD}),
    NodeKind.ADMINISTRATION: frozenset({NodeKind.BOARD, NodeKind.ADMINISTRATION}),
    NodeKind.DIVISION: ANSWERABLE | _INNER,
    NodeKind.UNIT: ANSWERABLE | _INNER,
    NodeKind.COMPANY: frozenset({NodeKind.MUNICIPALITY, NodeKind.COMPANY}),
    NodeKind.FEDERATION: frozenset({NodeKind.MUNICIPALITY}),
    NodeKind.PRIVATE_PROVIDER: frozenset({NodeKind.MUNICIPALITY, NodeKind.BOARD}),
}
