"""Deviations: a year's list, one with what is done about it, and the forms."""
