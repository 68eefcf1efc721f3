"""What an event is: a stable name, one sentence for people, and the list of all there are."""

from dataclasses import dataclass

from riskbild.rules.sentence import Sentence

_ALL: dict[str, "Event"] = {}


@dataclass(frozen=True)
class Event:
    """A kind of event. `name` is stored for ever; `sentence` is what the trail shows."""

    name: str
    sentence: Sentence


def event(name: str, *, sv: str, en: str) -> Event:
    """Declares a kind of event; a name declared twice is a programming error."""
    if name in _ALL:
        raise ValueError(name)
    _ALL[name] = declared = Event(name, Sentence(sv=sv, en=en))
    return declared


def all_events() -> list[Event]:
    """Every kind of event there is, in the order they were declared."""
    return list(_ALL.values())


def sentence_of(name: str) -> Sentence:
    """The sentence of a stored event name; the name itself where a later release no longer knows it."""
    known = _ALL.get(name)
    return known.sentence if known else Sentence(sv=name, en=name)
