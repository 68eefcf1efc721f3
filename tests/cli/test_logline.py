"""No line of the log holds the token of a secret address."""

import logging

from riskbild.config.logline import LogLine

TOKEN = "AaICAnnlcD-AvZhylFP9yg2B_jFtprJbnA9coxYEeH2rhaMNkRFkaK2D-CIJvnd8E"


def line(message: str, *args: object, error: Exception | None = None) -> str:
    found = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, message, args, found)
    return LogLine(fmt="%(levelname)s %(message)s").format(record)


def test_a_token_is_taken_out_of_an_address() -> None:
    assert len(TOKEN) == 65
    assert line("Internal Server Error: %s", f"/r/{TOKEN}/") == "ERROR Internal Server Error: /r/[token]/"


def test_a_token_is_taken_out_of_a_traceback() -> None:
    told = line("fault", error=ValueError(f"https://riskbild.se/r/kalender/{TOKEN}/riskbild.ics"))
    assert TOKEN not in told
    assert "/r/kalender/[token]/riskbild.ics" in told


def test_other_long_words_stay() -> None:
    checksum = "a" * 64
    assert checksum in line("file %s", checksum)
