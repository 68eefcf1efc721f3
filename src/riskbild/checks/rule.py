"""What a rule is: its code, its name, why it is there, the function that finds, and examples of both kinds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from riskbild.checks.remark import Hit
from riskbild.checks.setting import NOTHING_KNOWN, Setting
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source, TextPart
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

type Find = Callable[[Subject], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Example:
    """A small document that a rule has something, or nothing, to say about; `shown` is how the manual tells it."""

    shown: str
    rows: tuple[ExchangeRow, ...] = ()
    plan: tuple[ExchangeRow, ...] = ()
    texts: tuple[str, ...] = ()
    title: str | None = None
    year: int | None = None
    kind: DocumentKind = DocumentKind.RISK_LIST
    setting: Setting = NOTHING_KNOWN

    @property
    def document(self) -> ExchangeDocument:
        """The example as a document."""
        texts = tuple(TextPart(text) for text in self.texts)
        return ExchangeDocument(
            source=Source("exempel"), kind=self.kind, title=self.title, year=self.year, texts=texts,
            rows=self.rows, plan=self.plan,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked. `why` says what is wrong with it and what to do, for the manual and the page.

    The code is stable: `riskbild check --select` and the places that ignore a rule name it.
    """

    code: str
    name: Sentence
    why: Sentence
    severity: Severity
    find: Find = field(repr=False)
    bad: tuple[Example, ...] = field(repr=False)
    good: tuple[Example, ...] = field(repr=False)
