"""The list's address: everything that is shown stands in the query, so that it can be sent on and gone back to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from riskbild.register.queries.filters import RiskFilter
from riskbild.register.queries.listing import Group, ListRequest, Sort
from riskbild.rules.refusal import Unreadable
from riskbild.rules.sentence import Sentence
from riskbild.web.register import values
from riskbild.web.register.columns import DEFAULT, Column
from riskbild.web.register.reach import Reach

PAGE_SIZE = 50

_REPEATED = frozenset({"columns"})


@dataclass(frozen=True)
class ListAddress:
    """What one address of the list, or of the heat map, asks for. `whole` shows long texts in full."""

    wanted: RiskFilter
    sort: Sort = Sort.SCORE
    reverse: bool = False
    group: Group | None = None
    columns: tuple[Column, ...] = DEFAULT
    size: int = PAGE_SIZE
    whole: bool = False
    page: str = ""

    @property
    def request(self) -> ListRequest:
        """The page that it asks the register for."""
        return ListRequest(self.wanted, self.sort, self.reverse, self.group, self.page, self.size)

    @property
    def filters(self) -> dict[str, str]:
        """The narrowings in force beyond the year, by their names in the address."""
        active = self.wanted.active.items()
        return {values.FIELDS.get(name, name): values.written(name, value) for name, value in active}

    @property
    def parameters(self) -> dict[str, str]:
        """Everything that differs from the plain list, and always the year, so that a link means the same next year."""
        shown = {
            "sort": "" if self.sort is Sort.SCORE else self.sort.value,
            "reverse": "1" if self.reverse else "",
            "group": self.group.value if self.group else "",
            "columns": "" if self.columns == DEFAULT else ".".join(self.columns),
            "size": "" if self.size == PAGE_SIZE else str(self.size),
            "whole": "1" if self.whole else "",
        }
        given = {name: text for name, text in shown.items() if text}
        return {"year": str(self.wanted.year), **self.filters, **given}

    def query(self, **changes: str | None) -> str:
        """The address's query with some parameters changed; an empty one is left out, and so is the page."""
        changed = {**self.parameters, **changes}
        return "?" + urlencode({name: text for name, text in changed.items() if text})

    @property
    def here(self) -> str:
        """The query of this very page."""
        return self.query(page=self.page)

    @property
    def cleared(self) -> str:
        """The query with every filter lifted."""
        return self.query(**dict.fromkeys(self.filters))

    @property
    def view(self) -> str:
        """What a saved view keeps: everything but the year, so that the view can be used in every year."""
        return self.query(year=None).removeprefix("?")


def read_address(query: QueryDict, reach: Reach) -> ListAddress:
    """The address, made sure of. Raises `Unreadable` for anything that the list could not have written itself."""
    given = _given(query)
    fields: dict[str, Any] = {values.NAMES.get(name, name): _read(name, text) for name, text in given.items()}
    year = fields.pop("year", None) or reach.default_year
    if year is None or (reach.years and not reach.in_year(year)):
        raise _refusal("year")
    _check_seen(fields, reach)
    narrowing = {name: fields.pop(name) for name in list(fields) if name in RiskFilter.__dataclass_fields__}
    return ListAddress(wanted=RiskFilter(year=year, **narrowing), **fields)


def _given(query: QueryDict) -> Mapping[str, str]:
    """The parameters that say something, each once; only columns may stand several times, as a form sends them."""
    given = {}
    for name, texts in query.lists():
        said = [text for text in texts if text]
        if name not in values.READERS:
            raise Unreadable(_UNKNOWN)
        if len(said) > 1 and name not in _REPEATED:
            raise _refusal(name)
        if said:
            given[name] = ".".join(said)
    return given


def _read(name: str, text: str) -> Any:
    try:
        return values.READERS[name](text)
    except ValueError as bad:
        raise _refusal(name) from bad


def _check_seen(fields: Mapping[str, object], reach: Reach) -> None:
    """A unit or method of somebody else is told apart from one that does not exist by nothing at all."""
    node, method = fields.get("node"), fields.get("method")
    if isinstance(node, UUID) and node not in reach.readable:
        raise _refusal("node")
    if isinstance(method, UUID) and method not in {one.method_id for one in reach.years}:
        raise _refusal("method")


def _refusal(name: str) -> Unreadable:
    return Unreadable(_WRONG.format(what=values.LABELS[name]))


_UNKNOWN = Sentence(
    sv="Adressen innehåller en uppgift som registret inte känner till. Gå till registret och välj på nytt.",
    en="The address holds something that the register does not know. Go to the register and choose again.",
)
_WRONG = Sentence(
    sv="Adressen går inte att läsa: {what} finns inte eller är felskrivet. Gå till registret och välj på nytt.",
    en="The address cannot be read: {what} does not exist or is misspelt. Go to the register and choose again.",
)
