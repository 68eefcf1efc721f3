"""Risk response: what is decided about a risk."""

from enum import StrEnum

from riskbild.rules.vocabulary import Vocabulary


class Response(StrEnum):
    """The one decision taken on a risk (ställningstagande).

    Sources: SKR's follow-up guide has acceptera, eliminera, reducera, kontrollera; ISO 31000:2018, 6.5.2,
    also shares the risk with another party. ESV's guidance to the state asks for one decision a risk.
    What "kontrollera" means differs (watched, or put in the plan), so it stands for nothing until the
    municipality says what.
    """

    ACCEPT = "accept"
    REDUCE = "reduce"
    AVOID = "avoid"
    TRANSFER = "transfer"
    WATCH = "watch"


_WORDS = {
    Response.ACCEPT: ("Acceptera", "Accepteras", "Accepterad", "Accepterat", "Tolerera", "Tolereras"),
    Response.REDUCE: (
        "Reducera", "Reduceras", "Reducerad", "Minska", "Minskas", "Begränsa", "Begränsas", "Hantera",
        "Hanteras", "Åtgärda", "Åtgärdas", "Förebygga", "Förebyggs",
    ),
    Response.AVOID: ("Eliminera", "Elimineras", "Undvika", "Undvik", "Undviks"),
    Response.TRANSFER: ("Överföra", "Överförs", "Överför", "Dela", "Delas", "Försäkra", "Försäkras"),
    Response.WATCH: ("Bevaka", "Bevakas", "Följa", "Följs", "Följa upp", "Följs upp", "Övervaka"),
}  # fmt: skip

RESPONSE_WORDS = Vocabulary(Response, {word: one for one, words in _WORDS.items() for word in words})
