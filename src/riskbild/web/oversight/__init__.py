"""Oversight: what every board, company, federation and private provider has done of the year's duties."""
