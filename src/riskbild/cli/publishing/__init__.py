"""What `riskbild publish` does: composing, drawing side by side, writing, telling how far it has come."""
