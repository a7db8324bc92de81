"""What is done to many orders at once: looked at, confirmed, then worked row by row."""
