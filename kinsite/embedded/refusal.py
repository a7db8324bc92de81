"""The one way in which this package says no."""


class Refused(Exception):
    """Something outside the code stands in the way; the message is one line that names the way out."""
