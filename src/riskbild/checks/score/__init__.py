"""Rules about scores and the choice of risks for the plan: RB101 and on."""
