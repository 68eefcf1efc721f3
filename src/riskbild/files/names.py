"""What a file that somebody sends is called here: its own last name, harmless wherever it is saved again."""

import re
from typing import Final

LONGEST: Final = 200
_UNWANTED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_RESERVED: Final = re.compile(r'[<>:"|?*]')
_UNNAMED: Final = "underlag"


def plain_name(name: str) -> str:
    """The last part of a name, without folders, marks that hide or turn letters, and signs that no disk takes."""
    last = _UNWANTED.sub("", name.replace("\\", "/").rsplit("/", 1)[-1])
    harmless = _RESERVED.sub("_", last).strip(" .")
    return harmless[-LONGEST:] or _UNNAMED
