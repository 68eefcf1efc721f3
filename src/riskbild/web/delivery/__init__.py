"""Mail and calendars: what a person chooses, the outbox, a board's reminders, and the pages that a token opens."""
