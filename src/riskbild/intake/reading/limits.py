"""How large a file may be, and the sentence for each reason not to read one."""

from typing import Final, NoReturn

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEGABYTE: Final = 1 << 20
FILE_BYTES: Final = 50 * MEGABYTE
UNPACKED_BYTES: Final = 300 * MEGABYTE
RATIO: Final = 200
"""A part of more than a megabyte may unpack to this many times its packed size. Ordinary sheets reach 30."""
RATIO_APPLIES_FROM: Final = MEGABYTE
# A sheet of nothing but styled rows packs far better than text, and is harmless: its blank rows are never parsed.
SHEET_RATIO: Final = 1_000
PARTS: Final = 3_000
CELLS: Final = 400_000
COLUMNS: Final = 256
TEXT_CHARACTERS: Final = 40 * MEGABYTE
CELL_CHARACTERS: Final = 20_000

EMPTY: Final = Sentence("Filen {name} är tom.", "{name} is empty.")
TOO_LARGE: Final = Sentence(
    "Filen {name} är för stor. Den får vara högst 50 MB.", "{name} is too large. It may be at most 50 MB."
)
UNPACKS_TOO_LARGE: Final = Sentence(
    "Filen {name} läses inte: den packas upp till orimligt mycket innehåll.",
    "{name} is not read: it unpacks to an unreasonable amount of content.",
)
TOO_MANY_CELLS: Final = Sentence(
    "Filen {name} har för mycket innehåll. Den får ha högst 400 000 ifyllda celler.",
    "{name} has too much content. It may have at most 400,000 filled cells.",
)
PASSWORD: Final = Sentence(
    "Filen {name} är skyddad med lösenord. Spara den utan lösenord och försök igen.",
    "{name} is protected by a password. Save it without one and try again.",
)
BROKEN: Final = Sentence("Filen {name} är skadad och kan inte läsas.", "{name} is damaged and cannot be read.")
WRONG_TYPE: Final = Sentence(
    "Filen {name} är av en typ som inte kan läsas. Använd Excel, Word, PDF eller CSV.",
    "{name} is of a type that cannot be read. Use Excel, Word, PDF or CSV.",
)
OLD_WORD: Final = Sentence(
    "Filen {name} är i det äldre Word-formatet. Spara den som DOCX och försök igen.",
    "{name} is in the older Word format. Save it as DOCX and try again.",
)
UNSAFE: Final = Sentence(
    "Filen {name} läses inte: den innehåller XML-entiteter, som inte hör hemma i ett dokument.",
    "{name} is not read: it holds XML entities, which do not belong in a document.",
)
TOO_MUCH_MEMORY: Final = Sentence(
    "Filen {name} läses inte: den kräver för mycket minne.", "{name} is not read: it needs too much memory."
)
TOO_LONG_TIME: Final = Sentence(
    "Filen {name} läses inte: det tar för lång tid.", "{name} is not read: it takes too long."
)
STOPPED: Final = Sentence(
    "Filen {name} kunde inte läsas: läsningen avbröts oväntat.",
    "{name} could not be read: the reading stopped unexpectedly.",
)
NO_READER: Final = Sentence(
    "Filer av typen {kind} kan inte läsas i den här installationen.",
    "Files of the type {kind} cannot be read in this installation.",
)
NOTHING_THERE: Final = Sentence("Filen {name} finns inte.", "There is no file {name}.")


def refuse(sentence: Sentence, name: str, **values: object) -> NoReturn:
    """Raise Refused with one of the sentences above, about the file called `name`."""
    raise Refused(sentence.format(name=name, **values))
