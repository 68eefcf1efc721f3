"""What is asked for, and what was found: a document with the facts about it, not masked yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.layout import KIND_NAMES, PublishedKind
from riskbild.documents.profile import Profile
from riskbild.organisation.permissions import Actor
from riskbild.publishing.assemble.facts import DocumentFacts
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NOTHING = Sentence("{board} har ingen {kind} för {year}: {reason}", "{board} has no {kind} for {year}: {reason}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of document of a board's year, for somebody. `year` has been fetched with its method and board.

    `control` names the control of a record card: its number in the year's plan, from 1, or its lineage. `public` asks
    for the copy that everybody may read: `masking` takes out what is secret, and a source what no row has marks for.
    `report` names one of the reports of a follow-up; without it the one in force counts.
    """

    by: Actor
    year: BoardYear
    kind: PublishedKind
    today: date
    control: int | UUID | None = None
    public: bool = False
    report: UUID | None = None

    def nothing(self, reason: Sentence) -> Refused:
        """The refusal that says that there is no such document, and why."""
        kind = Sentence(KIND_NAMES[self.kind].sv.lower(), KIND_NAMES[self.kind].en.lower())
        return Refused(_NOTHING.format(board=self.year.board.name, kind=kind, year=self.year.year, reason=reason))


@dataclass(frozen=True, slots=True)
class Sourced:
    """A document as its source has it. `printed` tells that it was taken in as a whole document with a form of its own;
    everything else is put together now. `secrets` are texts that a public copy must not repeat, with their paragraphs.
    """

    document: ExchangeDocument
    facts: DocumentFacts
    profile: Profile
    printed: bool = False
    secrets: Mapping[str, str] = field(default_factory=dict)
