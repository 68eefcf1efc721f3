"""From risk to adopted plan: year rules, nominations, workshops, risk profiles, control plans, carry-over."""
