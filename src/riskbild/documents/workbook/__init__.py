"""The workbook that is filled in offline and comes back: what its hidden parts are called, its base, its difference."""
