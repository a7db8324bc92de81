"""Receivers of third-party signals; each calls one operation."""
