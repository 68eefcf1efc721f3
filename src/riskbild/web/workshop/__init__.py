"""Risk workshops: scoring together, on the participants' own screens and on the one that all of them see."""
