"""How much a list holds, how often somebody may ask, and what they agree to. Pure."""

from django.utils.translation import gettext_lazy as _

# More than anybody looks through; a list is read as a whole.
MOST_WISHES = 200

# Requests to be told: how many in how many seconds, by one network and in the name of one address.
BY_NETWORK = (20, 600)
BY_ADDRESS = (30, 60 * 60 * 24)

CONSENT = _("We write to you once, when this is back. No other letters come of it.")
