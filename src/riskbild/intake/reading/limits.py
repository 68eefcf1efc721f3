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
TEXT_LINES: Final = 60_000
TEXT_CHARACTERS: Final = 40 * MEGABYTE
CELL_CHARACTERS: Final = 20_000
PAGES: Final = 600
SCANNED_PAGES: Final = 50

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
TOO_MANY_LINES: Final = Sentence(
    "Filen {name} har för mycket text. Den får ha högst 60 000 rader.",
    "{name} has too much text. It may have at most 60,000 lines.",
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
TOO_MANY_PAGES: Final = Sentence(
    "Filen {name} har för många sidor. Den får ha högst 600.", "{name} has too many pages. It may have at most 600."
)
ONLY_PICTURES: Final = Sentence(
    "Filen {name} innehåller bara bilder, till exempel inskannade sidor. De kan läsas om Tesseract med svenska "
    "installeras på servern.",
    "{name} holds only pictures, such as scanned pages. They can be read if Tesseract with Swedish is installed on the "
    "server.",
)
TOO_MANY_SCANS: Final = Sentence(
    "Filen {name} har {pages} inskannade sidor. Högst 50 kan läsas på en gång; dela upp filen.",
    "{name} has {pages} scanned pages. At most 50 can be read at a time; split the file.",
)
SCAN_FAILED: Final = Sentence(
    "Filen {name} kunde inte läsas: Tesseract misslyckades med sida {page}.",
    "{name} could not be read: Tesseract failed on page {page}.",
)
NO_TEXT: Final = Sentence(
    "Filen {name} innehåller ingen text som kan läsas. Den kan vara skadad.",
    "{name} holds no text that can be read. It may be damaged.",
)
UNREADABLE_FONTS: Final = Sentence(
    "Filen {name} kan inte läsas: dess typsnitt säger inte vilka bokstäver som står där.",
    "{name} cannot be read: its fonts do not say which letters are printed.",
)
NO_PAGE: Final = Sentence("Filen {name} har ingen sida {page}.", "{name} has no page {page}.")
NOTHING_THERE: Final = Sentence("Filen {name} finns inte.", "There is no file {name}.")


def refuse(sentence: Sentence, name: str, **values: object) -> NoReturn:
    """Raise Refused with one of the sentences above, about the file called `name`."""
    raise Refused(sentence.format(name=name, **values))
