"""What a template may say: placeholders, conditions on them and a few filters; everything else is refused by name.

A template is code from somebody else. Its tags are parsed, and only nodes that can do nothing but read a text and
compare it are let through: no attributes, no calls, no arithmetic, no loops, no files. What passes ends by itself.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto
from typing import Final

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from riskbild.publishing.word.faults import Fault, fault
from riskbild.publishing.word.placeholders import NAMES, meant, plain
from riskbild.rules.finding import Finding
from riskbild.rules.sentence import Sentence

TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
STRAY: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_LONGEST: Final = 200
_SHOWN: Final = 60
_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.If, nodes.Filter, nodes.Keyword,
)  # fmt: skip
_FILTERS: Final = ("upper", "lower", "capitalize", "trim", "default")
_SEE: Final = Sentence("Vilka som finns står i hjälpen om Word-mallar.", "The help on Word templates lists them all.")
_MEANT: Final = Sentence("Menade du {tag}?", "Did you mean {tag}?")
_QUOTES: Final = str.maketrans({"”": '"', "“": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\n": " ", "\t": " "})


class Kind(Enum):
    """What a tag is."""

    OUTPUT = auto()
    CONDITION = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a template: as it is written, its inside, and the names in it as they are written."""

    text: str
    kind: Kind
    inside: str
    names: frozenset[str] = frozenset()

    @property
    def alone(self) -> str | None:
        """The placeholder, where the tag is nothing but one."""
        return meant(self.inside) if self.kind is Kind.OUTPUT and {self.inside} == self.names else None


def environment(**given: str) -> SandboxedEnvironment:
    """The sandbox that templates are parsed and filled in: no functions, five filters, nothing undefined."""
    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, **given)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests.clear()
    return made


_PARSING: Final = environment()


def read_tag(text: str) -> Tag | Finding:
    """A tag as it may stand in a template, or what is wrong with it."""
    inside = text[2:-2].translate(_QUOTES).strip()
    if len(text) > _LONGEST or not inside:
        return _not_allowed(text)
    if text.startswith("{#"):
        return Tag(text, Kind.COMMENT, "")
    # "{{p name }}" and "{%p if … %}" are how others write that a tag has the whole paragraph.
    inside = re.sub(r"^p\s+", "", inside)
    if text.startswith("{%"):
        return _condition(text, inside)
    return _checked(text, inside, Kind.OUTPUT, f"{{{{ {inside} }}}}")


def _condition(text: str, inside: str) -> Tag | Finding:
    word, _, rest = inside.partition(" ")
    if inside in {"else", "endif"}:
        return Tag(text, Kind.CONDITION, inside)
    if word not in {"if", "elif"}:
        return _not_allowed(text)
    return _checked(text, inside, Kind.CONDITION, f"{{% if {rest} %}}{{% endif %}}")


def _checked(text: str, inside: str, kind: Kind, source: str) -> Tag | Finding:
    try:
        tree = _PARSING.parse(source)
    except (TemplateError, RecursionError):
        return _not_allowed(text)
    found = list(tree.find_all(nodes.Node))
    if not all(isinstance(node, _ALLOWED) and _harmless(node) for node in found):
        return _not_allowed(text)
    names = frozenset(node.name for node in found if isinstance(node, nodes.Name))
    unknown = sorted(name for name in names if meant(name) is None)
    return _unknown(unknown[0]) if unknown else Tag(text, kind, inside, names)


def _harmless(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in _FILTERS and node.dyn_args is None and node.dyn_kwargs is None
    return not isinstance(node, nodes.Name) or node.ctx == "load"


def _unknown(name: str) -> Finding:
    written = f"{{{{ {name[:_SHOWN]} }}}}"
    near = get_close_matches(plain(name), sorted(NAMES), n=1, cutoff=0.7)
    hint = _MEANT.format(tag=f"{{{{ {meant(near[0])} }}}}") if near else _SEE
    return fault(Fault.UNKNOWN_PLACEHOLDER, written, tag=written, hint=hint)


def _not_allowed(text: str) -> Finding:
    return fault(Fault.NOT_ALLOWED, shown(text), tag=shown(text))


def shown(text: str) -> str:
    """A piece of a template as it is shown in a sentence: on one line, and not long."""
    plain_text = " ".join(text.split())
    return plain_text if len(plain_text) <= _SHOWN else plain_text[: _SHOWN - 1] + "…"
