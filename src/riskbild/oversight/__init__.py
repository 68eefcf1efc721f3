"""The executive board's view over every board, company, federation and private provider."""
