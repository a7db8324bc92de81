"""Where the shop sells: markets and their price lists."""
