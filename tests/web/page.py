"""How one address is described: who may read it, who may send to it, and what is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.web.page_form import form_of
from tests.web.page_rights import Allowed
from tests.web.world import Person, World

from riskbild.organisation.roles import Role
from riskbild.web.forms.keys import new_key

type Body = Callable[[World, Person, str], dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """One address. `read` and `send` are who may; none means that the method is not there.

    `at` names other things than the usual ones for its parameters, `query` a query with the board's things in it,
    `also` statuses beyond 403 and 404 that a refusal may have there.
    """

    read: Allowed | None = None
    send: Allowed | None = None
    body: Body | None = None
    at: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    also: frozenset[int] = frozenset()


def fields(**values: str) -> Body:
    """A body written out; `{thing}` stands for the key of one of the world's things."""
    return lambda world, _person, _address: {name: text.format(**world.things) for name, text in values.items()}


def form(by: tuple[str, Role], **values: str) -> Body:
    """The page's own form as one who may sees it, with some fields filled in; its key made for the sender."""

    def body(world: World, person: Person, address: str) -> dict[str, Any]:
        if address not in world.forms:
            world.forms[address] = form_of(world.person(*by).browser().get(address).text)
        sent = world.forms[address]
        assert sent, f"{by} sees no form at {address}"
        made = {name: text.format(**world.things) for name, text in values.items()}
        key = {"key": new_key(person.user.pk)} if "key" in sent else {}
        return sent | made | key

    return body


def both(allowed: Allowed, body: Body, **more: Any) -> Page:
    """A form and its sending, with the same right."""
    return Page(read=allowed, send=allowed, body=body, **more)
