"""The trail: append-only events, chained by hash, one chain a municipality."""
