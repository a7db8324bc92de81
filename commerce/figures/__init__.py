"""What was sold, by day: days that are over are counted once and kept, the others are counted when asked."""
