"""The word lists beside the tests."""

import sys
from pathlib import Path


def lines_of(name: str) -> list[str]:
    """The lines of a list, without remarks."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def tell(figure: str) -> None:
    """Prints a measured figure."""
    sys.stdout.write(f"\n{figure}\n")
