"""Wires the parts together: settings, addresses, the server's entry point, the embedded database."""
