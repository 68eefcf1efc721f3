"""The remarks on a board's year, and their number for the register's page."""

from collections.abc import Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.checks.catalogue import RULES
from riskbild.checks.linting import lint
from riskbild.organisation.roles import Permission
from riskbild.register.queries.checkable import Checkable, checkable_year
from riskbild.web.checking.address import ChecksAddress, read_address
from riskbild.web.checking.counting import weighty_remarks
from riskbild.web.checking.grouping import Found, Group, groups_of
from riskbild.web.checking.texts import text_remarks
from riskbild.web.register.addressed import addressed_by
from riskbild.web.register.reach import Reach
from riskbild.web.request import SignedInRequest, page

FEW, PAGE = 5, 100
"""How many remarks a rule shows among all rules, and how many on a page of its own."""

addressed = addressed_by(read_address)


@addressed
def remarks(request: SignedInRequest, address: ChecksAddress, reach: Reach) -> HttpResponseBase:
    """Everything that the checks remark on in the year, or what one rule does, a hundred at a time."""
    checked = checkable_year(request.user, address.year.id, request.today)
    found = [(remark, "") for remark in lint(checked.document, checked.setting)]
    found += text_remarks(request, address.year.id, checked.setting)
    shown = _groups(address, reach, checked, found)
    total = sum(group.total for group in shown)
    context = {
        "address": address,
        "groups": shown,
        "total": total,
        "risks": len(checked.risks),
        "board": reach.unit_name(address.year.board_id),
        "pages": _pages(address, total) if address.rule else None,
        "crumbs": [(_("Register"), reverse("register"))],
        "sample": address.year.sample,
        **_choices(address, reach, {remark.code for remark, _title in found}, request.LANGUAGE_CODE),
    }
    return page(request, "checking/remarks.html", context)


@addressed
def count(request: SignedInRequest, address: ChecksAddress, reach: Reach) -> HttpResponseBase:  # noqa: ARG001 - of the kind
    """How many remarks there are, as the sign beside the link that leads to them; nothing for a very large year."""
    number = weighty_remarks(request, address.year.id)
    return page(request, "checking/count.html", {"number": number})


def _groups(address: ChecksAddress, reach: Reach, checked: Checkable, found: Sequence[Found]) -> list[Group]:
    editable = frozenset[Any]() if address.year.closed else reach.access.at(Permission.EDIT_RISK)
    if address.rule is None:
        return groups_of(found, checked, start=0, most=FEW, editable=editable)
    of_rule = [(remark, title) for remark, title in found if remark.code == address.rule.code]
    return groups_of(of_rule, checked, start=(address.page - 1) * PAGE, most=PAGE, editable=editable)


def _pages(address: ChecksAddress, total: int) -> dict[str, str]:
    """The addresses of the pages before and after this one of a rule."""
    code = address.rule.code if address.rule else ""
    base = reverse("checking")
    before = base + address.query(rule=code, page=address.page - 1) if address.page > 1 else ""
    after = base + address.query(rule=code, page=address.page + 1) if address.page * PAGE < total else ""
    return {"previous": before, "next": after}


def _choices(address: ChecksAddress, reach: Reach, codes: set[str], language: str) -> dict[str, Any]:
    """The years, boards and rules to choose among."""
    boards = {one.board_id for one in reach.years}
    chosen = address.rule.code if address.rule else ""
    return {
        "years": [(number, str(number)) for number in reach.numbers],
        "boards": [(board.id, board.name) for board in reach.access.tree.boards if board.id in boards],
        "rules": [("", _("Alla regler"))]
        + [(rule.code, f"{rule.code} {rule.name.text(language)}") for rule in RULES if rule.code in {*codes, chosen}],
    }
