"""The letters commerce sends: their kinds, and which event asks for which."""

LETTERS = []
