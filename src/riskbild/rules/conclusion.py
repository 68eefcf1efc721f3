"""The conclusion (samlad bedömning): the board's own verdict on its internal control."""

from enum import StrEnum


class Conclusion(StrEnum):
    """How adequate the board holds its internal control to be; the values are stored.

    No statute names the steps: kommunallagen (2017:725) 6 kap. 6 § asks that the control is adequate, and these are the
    four answers that boards and municipal auditors give.
    """

    ADEQUATE = "adequate"
    IN_ESSENTIALS = "in_essentials"
    PARTLY = "partly"
    NOT = "not"
