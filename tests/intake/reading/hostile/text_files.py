"""Texts and lists of characters that are too long, too wide or of no encoding."""

import random

RISKS = "Risk;Sannolikhet;Konsekvens;Riskvärde\r\nRisk att beslut försenas;3;4;12\r\nRisk att avtal saknas;2;2;4\r\n"


def one_long_line(megabytes: int = 45) -> bytes:
    """A single line of millions of words."""
    return b"risk " * (megabytes * 200_000)


def very_wide(columns: int = 200_000) -> bytes:
    """A list with more columns than any sheet."""
    return (";".join(["Risk"] * columns) + "\r\n" + ";".join(["1"] * columns)).encode()


def very_long(lines: int = 450_000) -> bytes:
    """A list with more cells than may be read."""
    return b"Risk;S;K\r\n" + b"a;1;2\r\n" * lines


def open_quote() -> bytes:
    """A list with a quotation mark that is never closed."""
    return (RISKS + '"' + "Risk att;1\r\n" * 8_000).encode()


def mixed_encodings() -> bytes:
    """A list whose lines are written in different encodings."""
    return RISKS.encode("cp1252") + RISKS.encode("utf-8")


def only_signs(seed: int = 1) -> bytes:
    """Random signs from all of Unicode, half of them from right to left or combining."""
    chance = random.Random(seed)
    return "".join(chr(chance.choice((chance.randrange(0x300, 0x700), 0x202E, 10, 59))) for _ in range(20_000)).encode()
