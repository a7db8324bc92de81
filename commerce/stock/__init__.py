"""How many there are, who holds them, and the ledger of every change."""
