"""A board's control plan: items, the choice of risks, the life from draft to decision, what is kept of last year."""
