"""PostgreSQL and Valkey from wheels, and the supervisor that runs the demo on one machine.

Nothing here imports Django but `prepare`; `bootstrap` and what it calls need no installed package at all.
"""
