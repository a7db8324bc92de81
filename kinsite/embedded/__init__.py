"""PostgreSQL and Valkey from wheels, and the supervisor that runs the demo on one machine.

Nothing here imports Django but `prepare`; `bootstrap`, `python_packages` and `chromium` need no package at all.
"""
