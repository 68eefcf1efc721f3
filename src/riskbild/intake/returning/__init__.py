"""Workbooks that were filled in offline and come back: recognised, read, compared, applied."""
