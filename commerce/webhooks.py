"""Callers from outside: verify, write an inbox row, answer. The worker does the rest."""
