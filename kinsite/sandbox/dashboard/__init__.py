"""Stripe's dashboard of the sandbox, under /stripe/: to look, and to do what happens outside the shop."""

from kinsite.sandbox.dashboard import actions, deliveries, events, payments

ROUTES = [*payments.ROUTES, *actions.ROUTES, *events.ROUTES, *deliveries.ROUTES]
