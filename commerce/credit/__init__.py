"""Gift cards and store credit: what the shop owes, who may spend it, and each step of every balance."""
