"""The documents of a board's year, and how the municipality wants them: layouts and Word templates."""
