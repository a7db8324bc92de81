"""Planted bugs: `make mutants` proves that each of them turns the suite red."""
