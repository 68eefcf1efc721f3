"""Draws documents as municipalities lay them out, at random but by seed, as PDF files of many producers.

`python -m tests.intake.reading.pdf_layouts --help` says how to draw them by the thousand and how well they are read.
"""
