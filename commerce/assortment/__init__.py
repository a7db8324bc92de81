"""What the shop carries, changed as a table: in a grid on the screen, or in a file."""
