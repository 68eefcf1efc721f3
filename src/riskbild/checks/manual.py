"""The list of rules as docs/checks.md; `python -m riskbild.checks.manual > docs/checks.md` writes it anew."""

import sys
from collections.abc import Iterator

from riskbild.checks.catalogue import RULES
from riskbild.checks.rule import Rule
from riskbild.rules.labels import label

_HEAD = """# Checks

What `riskbild check` and the page *Granskning av registret* look for. The list is made from the code by
`python -m riskbild.checks.manual > docs/checks.md`.

    riskbild check risklista.xlsx                       every rule on a file of any readable form
    riskbild check --board UTB --year 2026              on a board's year in the register, and its plan
    riskbild check plan.json --select RB1,RB308         only some rules; `RB1` is every rule from RB101 on
    riskbild check plan.json --ignore RB106             all but some
    riskbild check plan.json --format sarif --lang en   also `json`; the text is Swedish unless asked otherwise

The exit code is 0 where nothing weighs more than information, 1 from a warning up, 2 for wrong usage. What a rule needs
to know and cannot — a threshold without `--profile`, the day of the decision without `--decided` — it is silent about.
"""
_GROUPS = {
    "RB1": "Scores and the choice for the plan",
    "RB2": "What is missing",
    "RB3": "Wording",
    "RB4": "People",
    "RB5": "Dates and years",
    "RB6": "Controls",
    "RB7": "The document as a whole",
}


def manual() -> str:
    """The whole document."""
    return "\n".join([_HEAD, *_contents(), "", *(line for rule in RULES for line in _told(rule))])


def _contents() -> Iterator[str]:
    yield "| code | rule | in Swedish | weight |"
    yield "|---|---|---|---|"
    for rule in RULES:
        link, weight = f"[{rule.code}](#{rule.code.lower()})", label(rule.severity).en.lower()
        yield f"| {link} | {rule.name.en} | {rule.name.sv} | {weight} |"


def _told(rule: Rule) -> Iterator[str]:
    first = next(one for one in RULES if one.code[:3] == rule.code[:3])
    if rule is first:
        yield from (f"## {_GROUPS[rule.code[:3]]}", "")
    yield from (f"### {rule.code}", "", f"**{rule.name.en}** ({label(rule.severity).en.lower()}). {rule.why.en}", "")
    yield from (f"* remarked on: {one.shown}" for one in rule.bad)
    yield from (f"* not: {one.shown}" for one in rule.good)
    yield ""


if __name__ == "__main__":
    sys.stdout.write(manual())
