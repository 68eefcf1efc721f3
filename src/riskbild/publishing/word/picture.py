"""A municipality's mark as a picture in Word, with the words that stand for it."""

from typing import Final

from riskbild.publishing.publication import Logo
from riskbild.publishing.word.filling import Picture
from riskbild.publishing.word.ooxml import escaped
from riskbild.publishing.word.package import Package

_KINDS: Final = {"image/png": "png", "image/jpeg": "jpeg"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_A_MILLIMETRE: Final = 36_000
_HEIGHT: Final = 16 * _A_MILLIMETRE
_WIDEST: Final = 60 * _A_MILLIMETRE
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DRAWN: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_FIRST_ID: Final = 90_000


def size_of(content: bytes) -> tuple[int, int] | None:
    """The width and height of a PNG or JPEG picture in its own points; None for anything else."""
    if content.startswith(_PNG) and len(content) >= 24:
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if not content.startswith(b"\xff\xd8"):
        return None
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        if content[place + 1] in _FRAMES:
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return None


def usable(logo: Logo) -> bool:
    """Whether Word can show it: it is what it says that it is, and has a size."""
    size = size_of(logo.content)
    return logo.media_type in _KINDS and size is not None and min(size) > 0


def picture_of(package: Package, part: str, logo: Logo) -> Picture:
    """The mark for one part of a package, which is given the picture and a reference to it; its words otherwise."""
    size = size_of(logo.content)
    made = Picture(logo.words)
    if size is None or not usable(logo):
        made.xml = f'<w:t xml:space="preserve">{escaped(logo.words)}</w:t>'
        return made
    kind = _KINDS[logo.media_type]
    name = f"word/media/riskbild-logotyp.{kind}"
    package.put(name, logo.content)
    package.set_type(name, logo.media_type)
    made.xml = _drawing(package.relate(part, "image", name), size, logo.words, _FIRST_ID + len(package.relations(part)))
    return made


def _drawing(reference: str, size: tuple[int, int], words: str, number: int) -> str:
    scale = min(_HEIGHT / size[1], _WIDEST / size[0])
    extent = f'cx="{round(size[0] * scale)}" cy="{round(size[1] * scale)}"'
    told = f'name="Logotyp" descr="{escaped(words)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWN}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" {told}/>'
        f'<a:graphic xmlns:a="{_DRAWN}/main"><a:graphicData uri="{_DRAWN}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWN}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" {told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:embed="{reference}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
