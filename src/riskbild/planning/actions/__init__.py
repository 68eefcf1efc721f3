"""Every write to the planning, by subject. Each has one shape: may this person, do the rules allow, write, record."""
