"""Discounts: codes and automatic offers, what they take off, and how often they were used."""
