"""What anybody may read, at addresses that last: decided documents, open data; and publishing and withdrawing them."""
