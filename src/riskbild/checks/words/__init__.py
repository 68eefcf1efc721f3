"""The words that several rules know."""
