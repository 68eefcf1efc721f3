"""One risk: its page, and every change to it, its assessments, response, measures and secrecy."""
