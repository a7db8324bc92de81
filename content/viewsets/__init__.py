"""Screens of the admin that content has of its own."""
