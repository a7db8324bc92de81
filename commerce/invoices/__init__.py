"""Invoices and credit notes: numbers without gaps, and the paper that says what was stored."""
