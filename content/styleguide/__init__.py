"""The style guide in the admin: the tokens, and every component as it looks now."""
