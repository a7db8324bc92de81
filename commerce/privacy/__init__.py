"""What belongs to a person: joining it to their account, and forgetting them."""
