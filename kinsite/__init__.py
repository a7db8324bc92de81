"""The project: the lowest floor (foundation) and the roof (wiring)."""
