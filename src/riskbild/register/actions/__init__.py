"""Every write to the register, by subject. Each has one shape: may this person, do the rules allow, write, record."""
