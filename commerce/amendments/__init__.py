"""Amendments: what of a paid order is taken out, added or sent another way, with one difference to settle."""
