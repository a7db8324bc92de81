"""Orders as tables, for whoever may take them along."""
