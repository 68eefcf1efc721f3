"""What each role means, in one sentence for who gives it."""

from riskbild.organisation.roles import Role
from riskbild.rules.sentence import Sentence

ROLE_MEANS: dict[Role, Sentence] = {
    Role.READER: Sentence(
        sv="Läser registret, utom det som är sekretessmarkerat.", en="Reads the register, but nothing marked secret."
    ),
    Role.REPORTER: Sentence(
        sv="Ser sina egna risker och åtgärder och rapporterar hur det går.",
        en="Sees their own risks and measures and reports on them.",
    ),
    Role.EDITOR: Sentence(sv="Skriver och bedömer risker.", en="Writes and assesses risks."),
    Role.COORDINATOR: Sentence(
        sv="Håller ihop registret: öppnar år, läser in dokument, ändrar många risker, markerar sekretess.",
        en="Keeps the register together: opens years, imports documents, changes many risks, marks secrecy.",
    ),
    Role.MANAGER: Sentence(
        sv="Skriver och bedömer risker och tar ställning till dem.",
        en="Writes and assesses risks and responds to them.",
    ),
    Role.SECRETARY: Sentence(
        sv="Läser allt hos nämnden och markerar sekretess.", en="Reads everything of the board and marks secrecy."
    ),
    Role.OVERSEER: Sentence(
        sv="Läser för kommunstyrelsens uppsikt, utom det som är sekretessmarkerat.",
        en="Reads for the executive board's oversight, but nothing marked secret.",
    ),
    Role.AUDITOR: Sentence(
        sv="Läser allt, också granskningsspåret. Ändrar inget.", en="Reads everything, the trail too. Changes nothing."
    ),
    Role.ADMINISTRATOR: Sentence(
        sv="Sköter organisation, användare och bedömningsmodell. Ändrar inga risker.",
        en="Looks after organisation, users and method. Changes no risks.",
    ),
}
