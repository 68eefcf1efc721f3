"""What a picture is by its content, whatever it is called: PNG, JPEG, or an SVG that only draws."""

import re
from typing import Final

from lxml import etree

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

LARGEST: Final = 1_000_000
_NO_PICTURE: Final = Sentence(
    "Filen är ingen bild som kan användas. Välj en PNG-, JPEG- eller SVG-bild.",
    "The file is no picture that can be used. Choose a PNG, JPEG or SVG picture.",
)
_TOO_LARGE: Final = Sentence("Bilden är större än 1 MB.", "The picture is larger than 1 MB.")
_ACTIVE: Final = Sentence(
    "SVG-bilden innehåller skript, stilmallar eller sådant som hämtas från annat håll. Spara den som enkel SVG eller "
    "som PNG.",
    "The SVG picture has scripts, style sheets or something fetched from elsewhere. Save it as plain SVG or as PNG.",
)
_SVG: Final = "{http://www.w3.org/2000/svg}"
_DRAWS: Final = frozenset({
    "svg", "g", "defs", "title", "desc", "metadata", "symbol", "use", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
})  # fmt: skip
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|@import", re.IGNORECASE)


def picture_type(content: bytes) -> str:
    """The picture's media type. Raises `Refused` for everything else."""
    if len(content) > LARGEST:
        raise Refused(_TOO_LARGE)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    _check_svg(content)
    return "image/svg+xml"


def _check_svg(content: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as unreadable:
        raise Refused(_NO_PICTURE) from unreadable
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise Refused(_NO_PICTURE)
    if not all(map(_only_draws, root.iter())):
        raise Refused(_ACTIVE)


def _only_draws(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return element.tag is etree.Comment
    if element.tag.startswith(_SVG) and element.tag.removeprefix(_SVG) not in _DRAWS:
        return False
    return all(_is_plain(str(name), str(value)) for name, value in element.attrib.items())


def _is_plain(name: str, value: str) -> bool:
    local = name.rpartition("}")[2].lower()
    if local.startswith("on") or _OUTSIDE.search(value):
        return False
    return local != "href" or value.startswith("#")
