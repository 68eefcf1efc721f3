"""The days on which the law about internal control has changed, for rules about old wordings."""

from datetime import date
from typing import Final

NEW_ACT: Final = date(2018, 1, 1)
"""Kommunallagen (2017:725) came into force, after the act of 1991."""

IRREGULARITIES: Final = date(2025, 7, 1)
"""6 kap. 6 § got its present wording (SFS 2025:374): adequate to prevent errors and irregularities."""
