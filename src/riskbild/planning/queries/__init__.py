"""What may be seen of the planning, by whom: every read goes through a query that knows who asks."""
