"""The start page: what the person must do now, the figures of the year, the latest changes."""
