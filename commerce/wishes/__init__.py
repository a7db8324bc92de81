"""What people want and do not buy yet: the wish list, and the waiting list of what is sold out."""
