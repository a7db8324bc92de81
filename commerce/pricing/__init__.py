"""What a cart costs: the quote, and the tax in it."""
