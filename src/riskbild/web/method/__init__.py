"""The assessment method: scales, matrix, levels and threshold, in versions; and the years that work with them."""
