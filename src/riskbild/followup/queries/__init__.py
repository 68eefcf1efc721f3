"""What is seen of the follow-up, a file a subject."""
