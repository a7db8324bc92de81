"""What follows from what, in one table. A reaction writes rows only, inside the announcing transaction."""

from commerce.events import OrderPaid
from commerce.notifications import confirm_order

REACTIONS = {
    OrderPaid: [confirm_order],
}
