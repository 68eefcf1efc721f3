"""What reading and publishing share: the exchange format and the profiles; plain Python, no Django."""
