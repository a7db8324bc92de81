"""Money coming in: payments, their attempts, and what the provider tells us."""
