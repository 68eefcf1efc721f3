"""What leaves for people: mail through an outbox, secret addresses, calendars. Whose they are others say."""
