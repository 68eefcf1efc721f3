"""What drawing a publication gives: the bytes of a file, and what a person ought to know of it."""

from dataclasses import dataclass

from riskbild.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn document; the same publication gives the same `content`. `findings` never stand in its way."""

    content: bytes
    findings: tuple[Finding, ...] = ()
