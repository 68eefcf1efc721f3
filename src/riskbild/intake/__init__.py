"""Files in: read, recognise, check, propose, accept. `read` needs no database and no framework."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskbild.intake.reading import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """`read`, loaded when it is asked for: whoever only wants the application does not wait for the readers."""
    if name != "read":
        raise AttributeError(name)
    from riskbild.intake.reading import read  # noqa: PLC0415 - see above

    return read
