"""What the shop can show a bank that disputes a payment."""
