"""The board's report: its texts and numbers, the conclusion, the decision; and closing the year."""
