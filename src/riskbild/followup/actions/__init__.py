"""What is done in the follow-up, a file a subject."""
