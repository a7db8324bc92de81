"""The provider's books beside ours: what differs, and what went to the bank."""
