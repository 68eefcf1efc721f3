"""What is to be found in the five documents, as it was written down by hand."""

from pathlib import Path

EXPECTED = Path(__file__).parent / "expected"


def by_hand(name: str) -> list[str]:
    """The lines of the hand-written file, without their reasons."""
    lines = (EXPECTED / f"{name[:3]}.txt").read_text(encoding="utf-8").splitlines()
    return sorted(" ".join(line.partition("#")[0].split()) for line in lines if line.startswith("RB"))
