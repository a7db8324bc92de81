"""The notes that name a colleague, on their first screen until they say that they have read them."""

from wagtail.admin.ui.components import Component

from commerce.backoffice.permissions import VIEW_ORDERS
from commerce.orders.models import OrderMention
from kinsite.accounts.queries import names_of

SHOWN = 10


class MentionsPanel(Component):
    """Nothing where nobody named them, or where they may not see orders any more."""

    name = "order_mentions"
    template_name = "commerce/backoffice/orders/mentions.html"
    order = 20

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        unread = OrderMention.objects.filter(colleague=user, read_at=None)
        unread = unread.select_related("event__order", "event__note")[:SHOWN]
        mentions = list(unread) if user.has_perm(VIEW_ORDERS) else []
        if mentions:
            people = names_of(mention.event.actor_id for mention in mentions)
            for mention in mentions:
                mention.who = people.get(mention.event.actor_id, mention.event.actor_label)
        return {"mentions": mentions, "csrf_token": parent_context.get("csrf_token", "")}
