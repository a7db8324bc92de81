"""Stripe on this machine: the API at /v1/, signed webhooks, stripe.js and the payment frame.

It proves the shop's own code and the real `stripe` client over real HTTP; it does not prove how
Stripe behaves. Where the two differ, Stripe is right and this folder is wrong.
"""

API_VERSION = "2026-08-26.dahlia"
