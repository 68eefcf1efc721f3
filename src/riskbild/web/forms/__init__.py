"""What every form of the web shares: strict fields, versions, keys, and how a change is tried."""
