"""Points: a double-entry ledger whose transfers are never changed, chained by hashes."""
