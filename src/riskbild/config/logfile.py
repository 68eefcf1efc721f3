"""The log file in RISKBILD_HOME: its folder is made when the first line is written."""

from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path


class HomeLog(RotatingFileHandler):
    """A log of 5 MB and three older ones."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename, maxBytes=5_000_000, backupCount=3, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()
