"""The way in for the operator at the keyboard: the commands of `riskbild`."""
