"""Follow-up: a year's periods, who reports what in them, and what the reports say."""
