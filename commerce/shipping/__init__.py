"""How goods reach people: zones, methods and what they cost."""
