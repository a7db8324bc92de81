"""What staff do: each a page with its form, and a POST that calls one operation."""
