"""Where a risk has gone: its nominations upwards with their answers, and the risks merged into it."""

from typing import Any

from riskbild.organisation.access import access_of
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.nominations import nominations_of_risk
from riskbild.planning.terms import NOMINATION_STATE_LABELS, NominationState
from riskbild.register.queries.page import RiskSeen
from riskbild.web.nominations.reading import TONES, units_of
from riskbild.web.request import SignedInRequest


def lineage(request: SignedInRequest, risk: RiskSeen) -> dict[str, Any]:
    """The lineage, and whether the risk can be nominated from its page; one query more where there is none."""
    rows = nominations_of_risk(request.user, risk.id, request.today)
    access = access_of(request.user, request.today)
    waits = any(row.state is NominationState.OPEN and row.risk.id == risk.id for row in rows)
    stands = risk.year.closed or risk.archived
    return {
        "lineage": {
            "rows": rows, "units": units_of(request, rows), "states": NOMINATION_STATE_LABELS, "tones": TONES,
        },
        "may_nominate": (
            not stands and not waits and risk.node_id in access.at(Permission.NOMINATE)
            and risk.node_id != risk.year.board_id
        ),
    }  # fmt: skip
