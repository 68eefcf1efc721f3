"""Reads pages that are pictures: finds the rules in the picture, and has Tesseract read what stands between them."""
