"""Who buys: customers, guests too, their addresses and what they agreed to."""
