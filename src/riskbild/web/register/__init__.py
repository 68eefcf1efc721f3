"""The register: the list of risks, its filters, saved views, export, and the change of many risks at once."""
