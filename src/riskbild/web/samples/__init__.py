"""Samples: the population sent, rows drawn from it, each judged, the result in the control's report, drawn again."""
