"""Riskbild: internal control for Swedish municipalities."""
