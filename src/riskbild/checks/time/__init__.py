"""Rules about dates and deadlines: RB501 and on."""
