"""What a cart costs, said a second time. Written from docs/money.md; imports nothing of the shop."""
