"""Every write of the publishing, a file a subject."""
