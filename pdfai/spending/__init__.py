"""What calls cost: a budget over a client, its books, and the ledger that outlives it."""
