"""Checkout only orchestrates: place, pay, finish, expire."""
