"""The organisation: the tree on any day, and every change to it."""
