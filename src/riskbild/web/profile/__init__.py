"""The consolidated risk profile of a board or a level below it: risks in order, and what is new since last year."""
