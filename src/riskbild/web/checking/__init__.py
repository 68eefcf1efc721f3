"""Looking a board's year over on screen: what the checks remark on, and what can be put right with a press."""
