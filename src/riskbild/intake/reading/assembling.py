"""Puts a whole document together: rows and plan, title, year and kind, and every text that is not in a row."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from riskbild.documents import limits
from riskbild.documents.exchange import (
    DocumentKind,
    ExchangeDocument,
    ExchangeFinding,
    ExchangeRow,
    LeftOut,
    Source,
    TextPart,
)
from riskbild.documents.profile import Profile
from riskbild.intake.reading.checking import check_rows
from riskbild.intake.reading.clean import clean, removed
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.grid import BlockKind, Cell, Content, Grid
from riskbild.intake.reading.legend import scale_words
from riskbild.intake.reading.recognising import Recognised, Section, recognise
from riskbild.intake.reading.rows import Made, place_of, rows_of
from riskbild.intake.reading.titles import plain_title
from riskbild.rules.finding import Finding, Severity

_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_AUTHORITY: Final = re.compile(
    r"(?:[A-ZÅÄÖ][\w–-]+(?:,? och |[ -]))?\w*(?:nämnden|nämnd|styrelsen|förvaltningen|kontoret)(?: [A-ZÅÄÖ][\w-]+){0,2}"
)
_PLAN: Final = re.compile(r"kontrollplan|\bik-?plan|granskningsplan|kontrollaktiviteter")
_NOT_PLAN: Final = re.compile(r"riskbild|risklista|riskanalys|bruttolista|riskregister|till (?:intern)? ?kontrollplan")
_LONGEST_TITLE: Final = 250
_ASIDE: Final = frozenset((BlockKind.PAGE_HEADER, BlockKind.PAGE_FOOTER))
_HEADINGS: Final = frozenset((BlockKind.TITLE, BlockKind.HEADING))


@dataclass(slots=True)
class _Parts:
    """What a document is put together of."""

    rows: list[ExchangeRow] = field(default_factory=list)
    plan: list[ExchangeRow] = field(default_factory=list)
    header: tuple[str, ...] = ()
    plan_header: tuple[str, ...] = ()
    texts: list[TextPart] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def assemble(content: Content, data: bytes, name: str, profile: Profile | None) -> ExchangeDocument:
    """The document that a file's content makes; without a table of risks or controls it has no rows and says so."""
    recognised = recognise(content, _saved(profile))
    parts = _Parts(findings=list(content.findings))
    words = scale_words(_beside_tables(recognised))
    for section in recognised.sections:
        _add_section(section, recognised, profile, words, parts)
    _add_texts(content, recognised, parts)
    title = _title(recognised)
    kind = _kind(title, recognised, parts)
    parts.findings += check_rows(parts.rows) + check_rows(parts.plan)
    if not parts.rows and not parts.plan:
        parts.findings.append(noticed(Noticed.NO_ROWS, Severity.WARNING, ""))
    if count := sum(removed(cell.text) for block in content.blocks if isinstance(block, Grid) for cell in block.cells):
        parts.findings.append(noticed(Noticed.CHARACTERS_REMOVED, Severity.INFO, "", count=count))
    return ExchangeDocument(
        source=Source(
            name[: limits.NAME_CHARACTERS], hashlib.sha256(data).hexdigest(), content.media_type, content.pages
        ),
        kind=kind,
        title=title,
        authority=_authority(recognised),
        year=_year(title, recognised, parts),
        sections=tuple(name for name in dict.fromkeys(_sections(recognised, title)) if name),
        texts=tuple(part for part in parts.texts if part.text),
        left_out=tuple(each for each in parts.left_out if each.text.strip()),
        header=parts.header,
        plan_header=parts.plan_header,
        rows=tuple(parts.rows),
        plan=tuple(parts.plan),
        findings=tuple(
            ExchangeFinding(each.code, each.severity.value, clean(each.where) or None, clean(str(each.sentence)))
            for each in parts.findings
        ),
    )


def _saved(profile: Profile | None) -> Mapping[str, str]:
    if profile is None:
        return {}
    columns = (*profile.plan_columns, *profile.columns)
    return {plain_title(column.title): column.field for column in columns if column.title and not column.label}


def _beside_tables(recognised: Recognised) -> Iterator[str]:
    yield from (block.text for block in recognised.around)
    for section in recognised.sections:
        rows: dict[int, list[str]] = {}
        for cell in section.recorded.notes:
            rows.setdefault(cell.row, []).append(cell.text)
        yield from ("\t".join(texts) for texts in rows.values())


def _add_section(
    section: Section, recognised: Recognised, profile: Profile | None, words: Mapping[str, int], parts: _Parts
) -> None:
    made = Made(words)
    rows_of(section.recorded.records, profile, made)
    parts.texts += made.texts
    parts.findings += made.findings
    table = section.table
    titles = tuple(title for each in table.titles if (title := clean(each)))
    plan = _is_plan(section, recognised)
    header = parts.plan_header if plan else parts.header
    if header:
        parts.left_out += [LeftOut(title, f"tabell {table.view.grid.number}") for title in titles]
    elif plan:
        parts.plan_header = titles
    else:
        parts.header = titles
    (parts.plan if plan else parts.rows).extend(made.rows)
    if table.guessed:
        where = table.view.grid.sheet or f"tabell {table.view.grid.number}"
        parts.findings.append(noticed(Noticed.HEADER_GUESSED, Severity.WARNING, where))
    for column, meaning in zip(table.columns, table.meanings, strict=False):
        if meaning is None and column.title and any(text.strip() for text in column.cells):
            title = f"”{clean(column.title)[:80]}”"
            parts.findings.append(
                noticed(Noticed.UNKNOWN_COLUMN, Severity.INFO, table.view.grid.sheet or "", title=title)
            )
    parts.texts += [TextPart(clean(cell.text), None, place_of(table, cell)) for cell in section.recorded.notes]
    parts.left_out += [LeftOut(clean(cell.text), place_of(table, cell)) for cell in section.recorded.repeated]


def _is_plan(section: Section, recognised: Recognised) -> bool:
    """Whether a table is the plan of a document that has its risks in another table, with other columns."""
    plans = {each.titles for each in recognised.sections if _says_plan(each)}
    return section.titles in plans and any(each.titles not in plans for each in recognised.sections)


def _says_plan(section: Section) -> bool:
    above = section.above.casefold()
    return _PLAN.search(above) is not None and _NOT_PLAN.search(above) is None


def _add_texts(content: Content, recognised: Recognised, parts: _Parts) -> None:
    section: str | None = None
    seen = set()
    for block in recognised.around:
        text = clean(block.text)
        if block.kind in _ASIDE:
            if text not in seen:
                parts.left_out.append(LeftOut(text, block.where))
            seen.add(text)
            continue
        if block.kind in _HEADINGS:
            section = text[: limits.NAME_CHARACTERS]
        parts.texts += [TextPart(piece, section, block.where) for piece in _in_parts(text)]
    parts.left_out += [LeftOut(clean(block.text), block.where) for block in content.unread]
    for view in recognised.views:
        hidden = view.hidden
        parts.left_out += [LeftOut(clean(cell.text), _where(view.grid, cell)) for cell in hidden]
        rows = {cell.row for cell in hidden if cell.row in view.grid.hidden_rows}
        columns = {cell.column for cell in hidden if cell.column in view.grid.hidden_columns}
        for code, found in ((Noticed.HIDDEN_ROWS, rows), (Noticed.HIDDEN_COLUMNS, columns)):
            if found:
                parts.findings.append(noticed(code, Severity.WARNING, view.grid.sheet or "", count=len(found)))


def _in_parts(text: str) -> Iterator[str]:
    for start in range(0, len(text), limits.CELL_CHARACTERS):
        yield text[start : start + limits.CELL_CHARACTERS]


def _where(grid: Grid, cell: Cell) -> str:
    return f"{grid.sheet}!{cell.where}" if grid.sheet else cell.where or ""


def _title(recognised: Recognised) -> str | None:
    """The document's title: what is styled as one, else the first short text above the first table."""
    before = [block for block in recognised.before if block.kind not in _ASIDE and len(block.text) <= _LONGEST_TITLE]
    for kinds in ({BlockKind.TITLE}, {BlockKind.HEADING}, {BlockKind.PARAGRAPH}):
        for block in before:
            if block.kind in kinds:
                return clean(block.text)
    return None


def _authority(recognised: Recognised) -> str | None:
    texts = (clean(block.text) for block in recognised.before)
    return next((text for text in texts if len(text) < 80 and _AUTHORITY.fullmatch(text)), None)


def _year(title: str | None, recognised: Recognised, parts: _Parts) -> int | None:
    headings = [
        block.text for block in recognised.before if block.kind is not BlockKind.PARAGRAPH or len(block.text) < 120
    ]
    for text in (title or "", *headings, *parts.header, *parts.plan_header):
        if found := _YEAR.search(text):
            return int(found[0])
    return None


def _kind(title: str | None, recognised: Recognised, parts: _Parts) -> DocumentKind:
    above = " ".join(block.text for block in recognised.before if len(block.text) < 120)
    text = f"{title or ''} {above}".casefold()
    rows = (*parts.rows, *parts.plan)
    controls = sum(bool(row.controls) for row in rows) > 0.5 * max(len(rows), 1)
    if parts.rows and parts.plan:
        return DocumentKind.RISK_PROFILE_AND_PLAN
    if re.search(r"helår|årsuppföljning|årsrapport|slutrapport|uppföljning per 31 december", text):
        return DocumentKind.ANNUAL_FOLLOW_UP
    if re.search(r"delår|uppföljning|tertial", text) or any(c.status for row in rows for c in row.controls):
        return DocumentKind.INTERIM_FOLLOW_UP
    if re.search(r"riskbild|riskprofil", text):
        return DocumentKind.RISK_PROFILE
    return DocumentKind.CONTROL_PLAN if controls else DocumentKind.RISK_LIST


def _sections(recognised: Recognised, title: str | None) -> Iterable[str]:
    """The headings, but for a title that nothing stands under before the first of them: it heads the whole."""
    blocks = [block for block in recognised.around if block.kind not in {*_ASIDE, BlockKind.NOTE}]
    over_tables = {id(section.texts[-1]) for section in recognised.sections if section.texts}
    for block, below in zip_longest(blocks, blocks[1:]):
        if block.kind not in _HEADINGS:
            continue
        text = clean(block.text)
        bare = below is not None and below.kind in _HEADINGS and id(block) not in over_tables
        if text != title or not bare:
            yield text
    for section in recognised.sections:
        yield from (clean(cell.text) for cell in section.recorded.headings)
