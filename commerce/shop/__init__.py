"""What is set about the shop as a whole, and read by slices above."""
