"""Rules about controls: RB601 and on."""
