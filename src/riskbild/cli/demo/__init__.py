"""The demo: five real documents as closed history, and a year in progress made of them as sample data."""
