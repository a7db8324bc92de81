"""What visitors read: pages, blocks and navigation."""
