"""Words that tell that something may go wrong, and words that lead on to what follows from it."""

import re
from typing import Final

RISKY: Final = re.compile(
    r"\brisk|\binte\b|\bej\b|\bfel|brist|\bsakna|utebli|försen|miss(?:as|ar|tag)|glöm|förlor|otillräcklig|obehörig|otillåt"
    r"|skada|\bhot\b|våld|avbrott|intrång|läck|\bröj|sprid|drabba|\bjäv|\bmut(?:a|or|brott)|oegentlig|bedräg|stöld"
    r"|svårighet|\bför (?:hög|låg|sen|få|lite|mycket|många|lång|kort)|försämra|minska[rt]|kan leda|leder till|orsaka"
    r"|förlust|haver|konflikt|otydlig|oklar|otrygg|sämre|olyck|läggs ned|stopp|överskrid|överträd|utan att"
)
"""In lower case: a text with none of these says nothing that may go wrong."""

LEADING_ON: Final = re.compile(
    r"\b(?:vilket|så att|led(?:er|a) till|medför|innebär|resultera|orsaka|gör att|därmed|får till följd|som kan|drabba"
    r"|äventyra|påverka|hindra|försvåra)"
)
"""In lower case: after these comes what follows."""
