"""Reviewing what was read: small changes carried out on it in order, and a comparison with what is known already."""
