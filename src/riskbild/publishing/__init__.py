"""Documents out: assemble what a document holds, then draw it."""
