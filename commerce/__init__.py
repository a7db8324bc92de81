"""What is sold, paid, shipped and returned, cut in slices by noun.

Each slice has the same files: models (facts), operations (verbs, the only writers), queries (reads),
rules (pure decisions). Imports go downward only; pyproject.toml holds the contract.
"""
