"""The versions of a year's plan."""

from riskbild.audit.prepared import Prepared
from riskbild.planning.models import Plan
from riskbild.register.models import BoardYear

_OF_YEAR = Prepared(lambda: Plan.objects.order_by("-number"), by=["municipality_id", "board_year_id"])


def versions_of(year: BoardYear) -> list[Plan]:
    """Every version, the latest first; one query."""
    return _OF_YEAR.rows(year.municipality_id, year.pk)
