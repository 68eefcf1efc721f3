"""Rules about what is missing: RB201 and on."""
