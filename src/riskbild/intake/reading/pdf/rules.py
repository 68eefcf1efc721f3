"""Puts the pieces of rules together to whole ones, and finds which belong to one table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riskbild.intake.reading.pdf.page import Page, Rule

_SAME_PLACE = 2.0
_SAME_GAP = 3.0
_TOUCHES = 3.5
_DASH = 5.0
_DASH_GAP = 4.5


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """The rules with those that lie on one line and touch, or are the dashes of one, put together."""
    found: list[Rule] = []
    for group in _on_one_line(rules):
        at = sum(rule.at * rule.length for rule in group) / max(sum(rule.length for rule in group), 0.01)
        group.sort(key=lambda rule: rule.start)
        start, end, last = group[0].start, group[0].end, group[0].length
        for rule in group[1:]:
            reach = _DASH_GAP if rule.length < _DASH and last < _DASH else _SAME_GAP
            if rule.start <= end + reach:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            last = rule.length
        found.append(Rule(at, start, end))
    return [rule for rule in found if rule.length >= _DASH]


def _on_one_line(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _SAME_PLACE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


@dataclass(slots=True)
class Frame:
    """Rules that touch each other: those across and those down."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)

    @property
    def left(self) -> float:
        """The x where it begins."""
        return min([rule.start for rule in self.across] + [rule.at for rule in self.down])

    @property
    def right(self) -> float:
        """The x where it ends."""
        return max([rule.end for rule in self.across] + [rule.at for rule in self.down])

    @property
    def top(self) -> float:
        """The y where it begins."""
        return min([rule.at for rule in self.across] + [rule.start for rule in self.down])

    @property
    def bottom(self) -> float:
        """The y where it ends."""
        return max([rule.at for rule in self.across] + [rule.end for rule in self.down])


def frames_of(page: Page) -> list[Frame]:
    """The rules of a page, those that touch together, from the top."""
    across, down = joined(page.across), joined(page.down)
    group = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for first, horizontal in enumerate(across):
        for second, vertical in enumerate(down, start=len(across)):
            if _touch(horizontal, vertical):
                group[root(second)] = root(first)
    frames: dict[int, Frame] = {}
    for number, rule in enumerate((*across, *down)):
        frame = frames.setdefault(root(number), Frame())
        (frame.across if number < len(across) else frame.down).append(rule)
    return sorted(frames.values(), key=lambda frame: (frame.top, frame.left))


def _touch(across: Rule, down: Rule) -> bool:
    return (
        across.start - _TOUCHES <= down.at <= across.end + _TOUCHES
        and down.start - _TOUCHES <= across.at <= down.end + _TOUCHES
    )


def places(values: Iterable[float], apart: float) -> list[float]:
    """Where values lie, those nearer than `apart` to each other as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= apart and value - groups[-1][0] <= 2 * apart:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def covered(rules: Sequence[Rule], start: float, end: float) -> float:
    """The share of a stretch that rules on one line cover."""
    total = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return total / max(end - start, 0.01)
