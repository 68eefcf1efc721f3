"""A board's year: which years there are, the annual cycle with its duties, and the rules that the year is worked by."""
