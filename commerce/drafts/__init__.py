"""Orders that a colleague prepares, at the phone or from an earlier one, and that are paid by a link."""
