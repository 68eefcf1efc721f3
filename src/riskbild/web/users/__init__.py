"""Users: who can sign in, which roles they have and when, their passwords and sessions."""
