"""Nominations: risks offered to the level above, the inbox there, and the answers that the unit sees."""
