"""Which of a template's styles the drawn parts use: its own headings, and ours where it has none by the same name."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from riskbild.publishing.publication import Publication
from riskbild.publishing.word.look import Look
from riskbild.publishing.word.ooxml import MAIN, Element, W, element, value
from riskbild.publishing.word.package import Package
from riskbild.publishing.word.shipped import shipped_styles
from riskbild.rules.palette import contrast

LANGUAGES: Final[Mapping[str, str]] = {"sv": "sv-SE", "en": "en-GB"}
FACT, CELL, ROW_TITLE = "Riskbild uppgift", "Riskbild tabelltext", "Riskbild radrubrik"
COLUMN_TITLE, BAND, GAP = "Riskbild kolumnrubrik", "Riskbild grupprubrik", "Riskbild mellanrum"
TABLE: Final = "Riskbild tabell"
_OURS: Final = (CELL, ROW_TITLE, COLUMN_TITLE, BAND, FACT, GAP, TABLE)
_HEADINGS: Final = ("heading 1", "heading 2", "heading 3")
_STYLES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_EMPTY: Final = f'<w:styles xmlns:w="{MAIN}"/>'.encode()
_TITLE_FILL: Final = "E3EAF1"
_LEAST_CONTRAST: Final = 4.5
_LIGHTER: Final = 0.45


def look_of(package: Package, publication: Publication, width: int, *, ours: bool) -> Look:
    """The styles of a template for one drawing; those that it lacks are added to it.

    In the template that comes with the program (`ours`) the publication decides how large the letters of tables are
    and how far right the page number stands; a template's own style "Riskbild tabelltext" keeps its size.
    """
    root = _styles_of(package)
    own_size = not ours and _own(root, CELL) is not None
    shipped = {value(style.find(f"{W}name")): style for style in shipped_styles().iterchildren(f"{W}style")}
    ids = {name: _own(root, name) or _added(root, shipped[name], ids_of(root)) for name in (*_HEADINGS, *_OURS)}
    if not own_size:
        _set_size(_named(root, CELL), publication.page.text)
    _pad(_named(root, TABLE), shipped[TABLE])
    title_fill = _fill(_named(root, TABLE), f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr/{W}shd") or _TITLE_FILL
    if ours:
        for tab in _named(root, "footer").iter(f"{W}tab"):
            tab.set(f"{W}pos", str(width))
    _speak(root, LANGUAGES.get(publication.language, publication.language))
    return Look(
        headings=tuple(ids[name] for name in _HEADINGS),
        fact=ids[FACT],
        cell=ids[CELL],
        row_title=ids[ROW_TITLE],
        column_title=ids[COLUMN_TITLE],
        band=ids[BAND],
        gap=ids[GAP],
        table=ids[TABLE],
        title_fill=title_fill,
        title_letters=_letters_on(title_fill, value(_named(root, COLUMN_TITLE).find(f"{W}rPr/{W}color"))),
        band_fill=_fill(_named(root, BAND), f"{W}pPr/{W}shd") or _lighter(title_fill),
        width=width,
        letters=_size(_named(root, CELL)),
        language=publication.language,
    )


def _styles_of(package: Package) -> Element:
    main = package.main
    found = package.related(main, "styles")
    if found:
        return package.tree(found[0])
    part = f"{main.rsplit('/', 1)[0]}/styles.xml"
    package.put(part, _EMPTY)
    package.set_type(part, _STYLES)
    package.relate(main, "styles", part)
    return package.tree(part)


def _named(root: Element, name: str) -> Element:
    """The style of a name; compared without capitals, as Word does with its own."""
    return next(
        style for style in root.iterchildren(f"{W}style") if value(style.find(f"{W}name")).casefold() == name.casefold()
    )


def _own(root: Element, name: str) -> str | None:
    try:
        return _named(root, name).get(f"{W}styleId")
    except StopIteration:
        return None


def ids_of(root: Element) -> Mapping[str, str]:
    """The ids of a template's default styles, by kind, as what our own build on."""
    return {
        style.get(f"{W}type") or "": style.get(f"{W}styleId") or ""
        for style in root.iterchildren(f"{W}style")
        if style.get(f"{W}default") in {"1", "true", "on"}
    }


def _added(root: Element, style: Element, defaults: Mapping[str, str]) -> str:
    """Copies one of our styles into a template, built on the template's own default and in its letters."""
    made = deepcopy(style)
    for colour in list(made.iterfind(f"{W}rPr/{W}color")):
        colour.getparent().remove(colour)  # type: ignore[union-attr]  # it stands in the style
    kind = made.get(f"{W}type") or ""
    for reference in made.iter(f"{W}basedOn", f"{W}next"):
        name = _name_of(style, value(reference))
        wanted = _own(root, name) if name else None
        reference.set(f"{W}val", wanted or defaults.get(kind, ""))
    for reference in [each for each in made.iter(f"{W}basedOn", f"{W}next") if not value(each)]:
        made.remove(reference)
    used = {each.get(f"{W}styleId") for each in root.iterchildren(f"{W}style")}
    while made.get(f"{W}styleId") in used:
        made.set(f"{W}styleId", f"{made.get(f'{W}styleId')}x")
    root.append(made)
    return made.get(f"{W}styleId") or ""


def _name_of(style: Element, identity: str) -> str:
    """The name of another of our styles, by its id; "" for the default styles, which a template has its own of."""
    siblings = style.getparent()
    for each in () if siblings is None else siblings.iterchildren(f"{W}style"):
        if each.get(f"{W}styleId") == identity and each.get(f"{W}default") is None:
            return value(each.find(f"{W}name"))
    return ""


def _set_size(style: Element, points: float) -> None:
    for name in ("sz", "szCs"):
        size = style.find(f"{W}rPr/{W}{name}")
        if size is not None:
            size.set(f"{W}val", str(round(points * 2)))


def _size(style: Element) -> float:
    stated = value(style.find(f"{W}rPr/{W}sz"))
    return int(stated[:3]) / 2 if stated.isascii() and stated.isdigit() else 9.0


def _pad(style: Element, shipped: Element) -> None:
    """Gives a table style of a template the margins of our cells, if it has none: letters never touch the lines."""
    properties, margins = style.find(f"{W}tblPr"), shipped.find(f"{W}tblPr/{W}tblCellMar")
    if properties is None:
        properties = element("<w:tblPr/>")
        before = [child for child in style if child.tag in {f"{W}trPr", f"{W}tcPr", f"{W}tblStylePr"}]
        style.insert(len(style) - len(before), properties)
    if properties.find(f"{W}tblCellMar") is None and margins is not None:
        looks = properties.find(f"{W}tblLook")
        properties.insert(len(properties) - (looks is not None), deepcopy(margins))


def _fill(style: Element, path: str) -> str:
    shading = style.find(path)
    fill = "" if shading is None else (shading.get(f"{W}fill") or "").upper()
    return fill if len(fill) == 6 and all(letter in "0123456789ABCDEF" for letter in fill) else ""


def _letters_on(fill: str, letters: str) -> str:
    """The colour that titles need on a fill on which their own cannot be read (WCAG 2.2, 1.4.3); "" for their own."""
    own = letters if len(letters) == 6 else "000000"
    if contrast(f"#{own}", f"#{fill}") >= _LEAST_CONTRAST:
        return ""
    return max(("FFFFFF", "000000"), key=lambda colour: contrast(f"#{colour}", f"#{fill}"))


def _lighter(fill: str) -> str:
    """A fill for group headings, which have dark letters: that of the titles, nearly white."""
    parts = [int(fill[place : place + 2], 16) for place in (0, 2, 4)]
    share = _LIGHTER * min(1.0, sum(parts) / (3 * 220))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _speak(root: Element, language: str) -> None:
    """Says in what language the document is, in its defaults and in every style that says so by itself."""
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = element("<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>")
        root.insert(0, defaults)
    holder = defaults.find(f"{W}rPrDefault")
    if holder is None:
        holder = element("<w:rPrDefault><w:rPr/></w:rPrDefault>")
        defaults.insert(0, holder)
    properties = holder.find(f"{W}rPr")
    if properties is None:
        properties = element("<w:rPr/>")
        holder.append(properties)
    if properties.find(f"{W}lang") is None:
        properties.append(element("<w:lang/>"))
    for said in root.iter(f"{W}lang"):
        said.set(f"{W}val", language)
