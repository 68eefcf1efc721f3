"""Files in: read, recognise, check, propose, accept."""
