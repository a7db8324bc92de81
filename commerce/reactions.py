"""What follows from what, in one table."""

REACTIONS = {}
