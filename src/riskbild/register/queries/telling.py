"""How an event of the trail is told to people: fields under their labels, names for keys, secret texts masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.audit.queries import TrailEntry
from riskbild.documents.layout import KIND_NAMES
from riskbild.organisation.access import access_of
from riskbild.organisation.kinds import KIND_LABELS
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import ROLE_LABELS
from riskbild.register.fields import FIELD_LABELS, MASKABLE
from riskbild.register.terms import ASSESSMENT_KIND_LABELS
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.labels import LABELS
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ITEM_ORIGIN_LABELS
from riskbild.rules.progress import Progress
from riskbild.rules.reporting import OnPlan
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.sample_life import Verdict
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status
from riskbild.rules.year_rules import PlanField

type Shown = str | Sentence

PLAN_TEXTS = frozenset(field.value for field in PlanField) - FIELD_LABELS.keys() - {"method"}
"""What an item of a plan says beside the risk's own cells; its events may repeat what is secret."""

_LABELS: Mapping[str, Sentence] = {
    **FIELD_LABELS,
    "motive": Sentence(sv="Motivering", en="Reason"),
    "kind": Sentence(sv="Slag", en="Kind"),
    "reason": Sentence(sv="Skäl", en="Reason"),
    "field": Sentence(sv="Uppgift", en="Field"),
    "person": Sentence(sv="Person", en="Person"),
    "text": Sentence(sv="Åtgärd", en="Measure"),
    "progress": Sentence(sv="Läge", en="Progress"),
    "progress_note": Sentence(sv="Kommentar till läget", en="Note on progress"),
    "board": Sentence(sv="Nämnd", en="Board"),
    "method": Sentence(sv="Bedömningsmodell", en="Method"),
    "earlier_method": Sentence(sv="Tidigare bedömningsmodell", en="Earlier method"),
    "sample": Sentence(sv="Exempeldata", en="Sample data"),
    "name": Sentence(sv="Namn", en="Name"),
    "number": Sentence(sv="Version", en="Version"),
    "role": Sentence(sv="Roll", en="Role"),
    "code": Sentence(sv="Kod", en="Code"),
    "parent": Sentence(sv="Ligger under", en="Stands under"),
    "on": Sentence(sv="Datum", en="Date"),
    "from": Sentence(sv="Från och med", en="From"),
    "until": Sentence(sv="Till", en="Until"),
    "user": Sentence(sv="Användare", en="User"),
    "username": Sentence(sv="Användarnamn", en="Sign-in name"),
    "email": Sentence(sv="E-post", en="Mail"),
    "query": Sentence(sv="Urval", en="Selection"),
    "into": Sentence(sv="Sammanförd med", en="Merged into"),
    "merged_from": Sentence(sv="Sammanförd ur", en="Merged from"),
    "group": Sentence(sv="Grupp", en="Group"),
    "key": Sentence(sv="Uppgift", en="Duty"),
    "note": Sentence(sv="Kommentar", en="Note"),
    "participants": Sentence(sv="Deltagare", en="Participants"),
    "risks": Sentence(sv="Risker", en="Risks"),
    "items": Sentence(sv="Kontroller", en="Items"),
    "item": Sentence(sv="Kontroll", en="Item"),
    "item_kind": Sentence(sv="Slag av kontroll", en="Kind of item"),
    "origin": Sentence(sv="Ursprung", en="Origin"),
    "activity": Sentence(sv="Kontrollmoment", en="Control activity"),
    "activities": Sentence(sv="Kontrollmoment", en="Control activities"),
    "objective": Sentence(sv="Kontrollmål", en="Control objective"),
    "control_method": Sentence(sv="Metod", en="Method"),
    "scope": Sentence(sv="Omfattning", en="Scope"),
    "control_owner": Sentence(sv="Kontrollansvarig", en="Control owner"),
    "performer": Sentence(sv="Utförs av", en="Performed by"),
    "owner_person": Sentence(sv="Kontrollansvarig (person)", en="Control owner (person)"),
    "performer_person": Sentence(sv="Utförs av (person)", en="Performed by (person)"),
    "frequency": Sentence(sv="Frekvens", en="Frequency"),
    "dates": Sentence(sv="Dagar", en="Days"),
    "reported_to": Sentence(sv="Rapporteras till", en="Reported to"),
    "findings": Sentence(sv="Iakttagelser", en="Findings"),
    "body": Sentence(sv="Beslutat av", en="Decided by"),
    "decided_on": Sentence(sv="Beslutsdatum", en="Date of the decision"),
    "case_number": Sentence(sv="Diarienummer", en="Case number"),
    "paragraph": Sentence(sv="Paragraf", en="Paragraph"),
    "sha256": Sentence(sv="Kontrollsumma (SHA-256)", en="Checksum (SHA-256)"),
    "from_year": Sentence(sv="Från år", en="From year"),
    "status": Sentence(sv="Status", en="Status"),
    "word": Sentence(sv="Statusord", en="Status word"),
    "on_plan": Sentence(sv="Följer plan", en="On plan"),
    "period": Sentence(sv="Period", en="Period"),
    "done_on": Sentence(sv="Utförd", en="Done on"),
    "opens": Sentence(sv="Öppnar", en="Opens"),
    "closes": Sentence(sv="Stänger", en="Closes"),
    "role_name": Sentence(sv="Roll", en="Role"),
    "holders": Sentence(sv="Innehavare", en="Holders"),
    "added": Sentence(sv="Tillkomna", en="Added"),
    "retired": Sentence(sv="Utgångna", en="Retired"),
    "restored": Sentence(sv="Återtagna", en="Taken back"),
    "title": Sentence(sv="Rubrik", en="Title"),
    "cause": Sentence(sv="Orsak", en="Cause"),
    "severity": Sentence(sv="Allvarlighetsgrad", en="Severity"),
    "found_on": Sentence(sv="Upptäckt", en="Found"),
    "outcome": Sentence(sv="Avslut", en="Outcome"),
    "due": Sentence(sv="Klar senast", en="Due"),
    "measure_owner": Sentence(sv="Ansvarig", en="Responsible"),
    "people": Sentence(sv="Antal personer", en="People"),
    "file": Sentence(sv="Fil", en="File"),
    "rows": Sentence(sv="Antal rader", en="Rows"),
    "row": Sentence(sv="Rad", en="Row"),
    "verdict": Sentence(sv="Bedömning", en="Verdict"),
    "seed": Sentence(sv="Slumptal (frö)", en="Seed"),
    "size": Sentence(sv="Storlek", en="Size"),
    "sheet": Sentence(sv="Blad", en="Sheet"),
    "weed_on": Sentence(sv="Gallras", en="Weeded on"),
    "proves": Sentence(sv="Visar", en="Proves"),
    "secrecy": Sentence(sv="Sekretess", en="Secrecy"),
    "conclusion": Sentence(sv="Slutsats", en="Conclusion"),
    "format": Sentence(sv="Format", en="Format"),
}

# The order that an event's fields are told in: what it speaks of, how it stands, and then as they are named above. A
# database keeps the keys of its JSON in an order of its own.
_FIRST = ("name", "title", "item", "text", "year", "period", "number", "status", "word", "on_plan")
_PLACES = {name: place for place, name in enumerate(dict.fromkeys((*_FIRST, *_LABELS)))}

_YES, _NO = Sentence(sv="Ja", en="Yes"), Sentence(sv="Nej", en="No")
_WHOLE = Sentence(sv="Hela risken", en="The whole risk")


def _by_value(labels: Mapping[Any, Sentence]) -> dict[str, Sentence]:
    return {str(member): label for member, label in labels.items()}


# What a stored value is called, by the field it stands in.
_WORDS: Mapping[str, Mapping[str, Sentence]] = {
    "kind": _by_value(KIND_LABELS) | _by_value(ASSESSMENT_KIND_LABELS) | _by_value(KIND_NAMES),
    "item_kind": _by_value(ITEM_KIND_LABELS),
    "origin": _by_value(ITEM_ORIGIN_LABELS),
    "conclusion": _by_value(LABELS[Conclusion]),
    "verdict": _by_value(LABELS[Verdict]),
    "role": _by_value(ROLE_LABELS),
    "response": _by_value(LABELS[Response]),
    "progress": _by_value(LABELS[Progress]),
    "status": _by_value(LABELS[Status]),
    "result": _by_value(LABELS[Result]),
    "on_plan": _by_value(LABELS[OnPlan]),
    "field": {**FIELD_LABELS, "": _WHOLE},
}

# Fields of events that repeat a maskable cell under another name.
_REPEATS = {"text": "measures", "progress_note": "measures", "person": "responsible"}
ALWAYS_TEXT = frozenset(
    {"motive", "reason", "activity", "activities", "objective", "control_method", "scope", "group", "findings"}
)
"""Free texts of events that may speak of any cell."""

TRAIL_TEXTS = MASKABLE | ALWAYS_TEXT | PLAN_TEXTS | _REPEATS.keys()
"""Every field of an event that may hold the text of a secret cell."""


@dataclass(frozen=True)
class TrailLine:
    """One event: who, when, what, and the fields that changed, masked where they must be."""

    entry: TrailEntry
    actor: str
    changes: Sequence[tuple[Sentence, Shown, Shown]]


def trail_masks(masks: Mapping[str, Sentence]) -> dict[str, Sentence]:
    """The masks of a risk's cells, spread to the fields of its events that may repeat them."""
    if not masks:
        return {}
    repeated = {name: masks[cell] for name, cell in _REPEATS.items() if cell in masks}
    return {**dict.fromkeys(ALWAYS_TEXT, next(iter(masks.values()))), **repeated, **masks}


def keys_in(entries: Iterable[TrailEntry]) -> set[UUID]:
    """Every key that stands in some events: who acted, and values that are keys."""
    found = set()
    for entry in entries:
        values = [*entry.before.values(), *entry.after.values()]
        found |= {key for value in values if (key := _key(value))}
        found |= {entry.actor_id} if entry.actor_id else set()
    return found


def named_nodes(by: Actor, keys: Iterable[UUID], today: date) -> dict[UUID, str]:
    """The names of those keys that are units of the person's municipality; no query."""
    if isinstance(by, Operator):
        return {}
    tree = access_of(by, today).tree
    return {key: node.name for key in keys if (node := tree.get(key))}


def trail_line(entry: TrailEntry, names: Mapping[UUID, str], masks: Mapping[str, Sentence]) -> TrailLine:
    """An event with its actor's name and its fields under their labels; `masks` as `trail_masks` gives them."""
    changes = [
        (_LABELS.get(name, Sentence(sv=name, en=name)), *_sides(entry, name, names, masks))
        for name in sorted(entry.before.keys() | entry.after.keys(), key=_place)
        if entry.before.get(name) != entry.after.get(name)
    ]
    actor = names.get(entry.actor_id, "") if entry.actor_id else entry.actor_name
    # The event's own texts stay behind: a line carries no more than it shows.
    told = replace(entry, before={}, after={})
    return TrailLine(told, actor, [change for change in changes if change[1] or change[2]])


def _place(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(_PLACES)), name


def _sides(
    entry: TrailEntry, name: str, names: Mapping[UUID, str], masks: Mapping[str, Sentence]
) -> tuple[Shown, Shown]:
    before, after = (_side(values, name, names, masks) for values in (entry.before, entry.after))
    # A measure's own text tells which one is reported on; it has not changed.
    return ("", before) if name == "text" and not after else (before, after)


def _side(values: Mapping[str, object], name: str, names: Mapping[UUID, str], masks: Mapping[str, Sentence]) -> Shown:
    value = values.get(name)
    if value is None or (value == "" and name not in _WORDS):
        return ""
    return masks.get(name) or _told(name, value, names)


def _told(name: str, value: object, names: Mapping[UUID, str]) -> Shown:
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, dict | list):
        return ""
    key = _key(value)
    if key:
        return names.get(key, "")
    return _WORDS.get(name, {}).get(str(value), str(value))


def _key(value: object) -> UUID | None:
    """The value as a key, where it is one."""
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None
