"""Status: whether what was to be done in a period is done. What it showed is the result, another thing."""

from enum import StrEnum

from riskbild.rules.vocabulary import Vocabulary


class Status(StrEnum):
    """Whether a control, review or direct action has been carried out.

    NOT_DONE is a period that ended without it; NOT_APPLICABLE that there was nothing to do; WHEN_NEEDED that
    nothing is said about whether there was.
    """

    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DONE = "done"
    DELAYED = "delayed"
    NOT_DONE = "not_done"
    NOT_APPLICABLE = "not_applicable"
    WHEN_NEEDED = "when_needed"


_WORDS = {
    Status.NOT_STARTED: (
        "Ej påbörjad", "Ej påbörjat", "Ej påbörjade", "Inte påbörjad", "Inte påbörjat", "Inte påbörjade",
        "Ej startad", "Ej startat", "Inte startad", "Inte startat", "Planerad", "Planerat",
    ),
    Status.ONGOING: (
        "Pågående", "Pågår", "Påbörjad", "Påbörjat", "Påbörjade", "Under arbete", "Delvis genomförd",
        "Delvis genomfört", "Delvis genomförda", "Fortsätter", "Löpande", "Sker löpande", "Fortlöpande",
        "Fortlöpande arbete", "Löpande arbete", "Kontinuerligt", "Kontinuerligt arbete",
    ),
    Status.DONE: (
        "Genomförd", "Genomfört", "Genomförda", "Utförd", "Utfört", "Utförda", "Klar", "Klart", "Klara",
        "Färdig", "Färdigt", "Avslutad", "Avslutat", "Avslutade", "Slutförd", "Slutfört", "Åtgärdad",
        "Åtgärdat", "Är genomförd", "Är genomfört",
    ),
    Status.DELAYED: (
        "Försenad", "Försenat", "Försenade", "Senarelagd", "Senarelagt", "Senarelagda", "Uppskjuten",
        "Uppskjutet", "Framflyttad", "Framflyttat",
    ),
    Status.NOT_DONE: (
        "Ej genomförd", "Ej genomfört", "Ej genomförda", "Inte genomförd", "Inte genomfört",
        "Inte genomförda", "Ej utförd", "Ej utfört", "Inte utförd", "Inte utfört", "Ej klar", "Ej klart",
        "Inte klar", "Inte klart", "Ej åtgärdad", "Ej åtgärdat",
    ),
    Status.NOT_APPLICABLE: (
        "Ej aktuellt", "Ej aktuell", "Ej aktuella", "Inte aktuellt", "Inte aktuell", "Ej tillämpligt",
        "Inte tillämpligt", "Utgår", "Utgått",
    ),
    Status.WHEN_NEEDED: ("Vid behov", "I förekommande fall"),
}  # fmt: skip

STATUS_WORDS = Vocabulary(Status, {word: status for status, words in _WORDS.items() for word in words})
