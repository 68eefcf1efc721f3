"""Reads PDF files: the glyphs and rules of their pages, the tables those make, and the texts around them."""
