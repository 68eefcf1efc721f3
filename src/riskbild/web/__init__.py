"""The way in for people: pages, forms and what a browser needs."""
