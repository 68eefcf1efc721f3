"""A stored file as one holder of it knows it: packages that do not see each other tell each other of files so."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HeldFile:
    """`name` and `about` are what the holder calls the file and says that it is, `holder` is its key in the trail."""

    sha256: str
    name: str
    about: str
    holder: UUID

    def to_data(self) -> list[str]:
        """As plain texts, for a queue."""
        return [self.sha256, self.name, self.about, str(self.holder)]

    @classmethod
    def from_data(cls, data: list[str]) -> Self:
        """What `to_data` made."""
        sha256, name, about, holder = data
        return cls(sha256, name, about, UUID(holder))
