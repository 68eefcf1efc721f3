"""Measuring: a database of its own filled from a seed, a server of its own, and requests over real HTTP."""
