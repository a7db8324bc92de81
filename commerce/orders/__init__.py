"""Orders: what was bought, at which price, for whom, and all that happened since."""
