"""What belongs to a person: joining orders to an account."""
