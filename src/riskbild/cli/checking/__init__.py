"""What `riskbild check` checks: files, and a board's year."""
