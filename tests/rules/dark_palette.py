"""What the colours of the levels look like on dark pages, as the screen has them; documents must agree."""

import re
from collections.abc import Mapping
from pathlib import Path

import riskbild.web
from riskbild.rules.level import Colour
from riskbild.rules.palette import Paint

_TOKENS = Path(riskbild.web.__file__).parent / "static" / "web" / "css" / "tokens.css"
_LEVEL = re.compile(r"--rb-level-([a-z-]+)-(surface|ink): light-dark\(#\w+, (#\w{6})\)")


def _dark() -> Mapping[Colour, Paint]:
    told = {(name, part): value for name, part, value in _LEVEL.findall(_TOKENS.read_text(encoding="utf-8"))}
    names = {colour: str(colour).replace("_", "-") for colour in Colour}
    return {colour: Paint(told[name, "surface"], told[name, "ink"]) for colour, name in names.items()}


DARK = _dark()
