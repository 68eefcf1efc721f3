"""Rules about what names or reaches a person: RB401 and on."""
