"""The trail (granskningsspår): everything that has been done in the municipality, for those who may read it."""
