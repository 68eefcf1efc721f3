"""Checks a document by the rules that are chosen."""

from collections.abc import Iterable, Iterator, Sequence

from riskbild.checks.catalogue import RULES
from riskbild.checks.place import Part, Place
from riskbild.checks.remark import Remark
from riskbild.checks.rule import Rule
from riskbild.checks.setting import NOTHING_KNOWN, Setting
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeDocument
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NO_SUCH_RULE = Sentence(
    "Det finns ingen regel med koden {code}. Koderna står i docs/checks.md.",
    "There is no rule with the code {code}. The codes are listed in docs/checks.md.",
)
_ORDER = {Part.DOCUMENT: 0, Part.ROWS: 1, Part.PLAN: 2}


def lint(
    document: ExchangeDocument, setting: Setting = NOTHING_KNOWN, rules: Sequence[Rule] = RULES
) -> tuple[Remark, ...]:
    """Everything that the rules find in a document: what concerns the whole first, then row by row, then by code."""
    subject = Subject(document, setting)
    found = [remark for rule in rules for remark in _remarks(rule, subject)]
    return tuple(sorted(found, key=lambda remark: (*_position(remark.place), remark.code)))


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code begins with one of `select` (all, if there is none) and with none of `ignore`.

    "RB2" is every rule from RB201 on. Refused for a code that no rule begins with.
    """
    wanted, unwanted = tuple(map(str.upper, select)), tuple(map(str.upper, ignore))
    for code in (*wanted, *unwanted):
        if not code or not any(rule.code.startswith(code) for rule in RULES):
            raise Refused(_NO_SUCH_RULE.format(code=code))
    return tuple(
        rule for rule in RULES if rule.code.startswith(wanted or ("RB",)) and not rule.code.startswith(unwanted)
    )


def _remarks(rule: Rule, subject: Subject) -> Iterator[Remark]:
    for hit in rule.find(subject):
        yield Remark(rule.code, hit.severity or rule.severity, hit.place, hit.sentence, hit.repair)


def _position(place: Place) -> tuple[int, int, str]:
    return _ORDER[place.part], place.row or 0, place.field or ""
