"""How a line of the log is written: never with the token of a secret address in it, also not out of a traceback."""

import logging
import re

# A token of `delivery.token`: 65 signs of base64 with nothing of the kind around them.
_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{65}(?![A-Za-z0-9_-])")


class LogLine(logging.Formatter):
    """Django's and our own lines alike; some tell the address of the request that went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback after it, with the tokens taken out."""
        return _TOKEN.sub("[token]", super().format(record))
