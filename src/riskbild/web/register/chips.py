"""What the list is narrowed by, in words, each with the address that lifts it."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from riskbild.organisation.queries import names_of
from riskbild.register.queries.filters import NONE
from riskbild.rules.labels import label
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.web.register.address import ListAddress
from riskbild.web.register.reach import Reach
from riskbild.web.register.values import FLAGS, LABELS
from riskbild.web.request import SignedInRequest

type Chip = tuple[str, str]


def chips_of(request: SignedInRequest, address: ListAddress, reach: Reach) -> list[Chip]:
    """A text and an address for each narrowing; one query, and only when the list is narrowed to a person's risks."""
    language = get_language() or "sv"
    words = _Words(request, address, reach, language)
    return [(text, address.query(**{name: None})) for name, text in words.chips()]


class _Words:
    """The words of one address's narrowings."""

    def __init__(self, request: SignedInRequest, address: ListAddress, reach: Reach, language: str) -> None:
        self.request = request
        self.wanted = address.wanted
        self.filters = address.filters
        self.reach = reach
        self.language = language

    def chips(self) -> Iterator[tuple[str, str]]:
        for name, value in self.filters.items():
            label_ = self.say(LABELS[name])
            if name == "q":
                yield name, f"{_('Sök')}: {value}"
            elif name in FLAGS:
                yield name, label_
            else:
                yield name, f"{label_}: {self.value(name, value)}"

    def say(self, sentence: Sentence) -> str:
        return sentence.text(self.language)

    def value(self, name: str, value: str) -> str:
        if value == NONE:
            return _("inget angivet")
        told: Mapping[str, Callable[[str], str]] = {
            "node": lambda text: self.reach.unit_name(UUID(text)),
            "owner": self.person,
            "method": self.method,
            "level": lambda key: self.reach.level_words(self.wanted.year).get(key) or _("finns inte detta år"),
            "response": lambda text: self.say(label(Response(text))),
            "in_plan": self.answer,
            "axes": self.answer,
        }
        return told[name](value) if name in told else value

    def answer(self, value: str) -> str:
        return _("Ja") if value == "yes" else _("Nej")

    def person(self, value: str) -> str:
        person_id = UUID(value)
        if person_id == self.request.user.pk:
            return self.request.user.name
        return names_of(self.request.user.municipality_id, [person_id]).get(person_id, _("okänd"))

    def method(self, value: str) -> str:
        method_id = UUID(value)
        return next((one.method.name for one in self.reach.years if one.method_id == method_id), "")
