"""Refunds: what is given back of what was captured, and never more."""
