"""RB309: the comment begins by saying what the column beside it says."""

import re
from collections.abc import Iterator
from dataclasses import replace

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.documents.labels import ROW_LABELS
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_REPEATS = Sentence(
    "Kommentaren börjar med ”{word}”, som redan står i ”{column}”.",
    "The comment begins with “{word}”, which already stands in “{column}”.",
)
_CONTRADICTS = Sentence(
    "Kommentaren börjar med ”{word}”, men ”{column}” säger något annat.",
    "The comment begins with “{word}”, but “{column}” says otherwise.",
)
_ANSWER = re.compile(r"\s*(ja|nej)(?:[.,:;!]|\s[–-])\s*|\s*(ja|nej)\s*\Z", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Hit]:
    """Comments that begin with yes or no beside a column that answers; the other answer weighs more."""
    for line in subject.lines:
        row = line.row
        column = "in_plan" if row.follows_plan is None else "follows_plan"
        answer = getattr(row, column)
        found = _ANSWER.match(row.comment or "")
        if answer is None or found is None:
            continue
        word = found[1] or found[2]
        values = {"word": word, "column": ROW_LABELS[column]}
        if (word.casefold() == "ja") is answer:
            rest = (row.comment or "")[found.end() :]
            yield Hit(line.place("comment"), _REPEATS.format(**values), {"comment": rest[:1].upper() + rest[1:]})
        else:
            yield Hit(line.place("comment"), _CONTRADICTS.format(**values), severity=Severity.WARNING)


_ROW = ExchangeRow(
    risk="Socialnämnden går miste om intäkter IFO", follows_plan=True, comment="Ja. Utvecklingsarbetet färdigt."
)

RULE = Rule(
    code="RB309",
    name=Sentence("Kommentaren upprepar svaret", "The comment repeats the answer"),
    why=Sentence(
        "Svaret står i sin egen kolumn. Står det en gång till i kommentaren kan de två börja säga olika saker; då "
        "väger anmärkningen tyngre.",
        "The answer stands in its own column. Where it stands in the comment as well, the two may come to differ; "
        "then the remark weighs more.",
    ),
    severity=Severity.INFO,
    find=find,
    bad=(
        Example("Följer plan: Ja. Kommentar: ”Ja. Utvecklingsarbetet färdigt.”", rows=(_ROW,)),
        Example(
            "Följer plan: Nej. Kommentar: ”Ja. Utvecklingsarbetet färdigt.”", rows=(replace(_ROW, follows_plan=False),)
        ),
    ),
    good=(
        Example(
            "Kommentar: ”Utvecklingsarbetet färdigt.”", rows=(replace(_ROW, comment="Utvecklingsarbetet färdigt."),)
        ),
        Example("Kommentar: ”Januari blev försenad.”", rows=(replace(_ROW, comment="Januari blev försenad."),)),
    ),
)
