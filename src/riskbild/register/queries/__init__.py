"""What may be seen of the register, by whom: every read goes through a query that knows who asks."""
