"""Carriers: known by hand until one is spoken with."""
