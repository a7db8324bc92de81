"""What staff type, checked before an operation is asked."""
