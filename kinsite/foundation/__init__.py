"""The lowest floor: what every app stands on and nothing of the shop."""
