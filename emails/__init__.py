"""How a letter is worded, rendered, sent and remembered."""
