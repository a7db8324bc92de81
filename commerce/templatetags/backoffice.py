"""What stands on every screen of the admin."""

from django import template

from commerce.backoffice.keys_panel import is_test_mode
from commerce.backoffice.permissions import VIEW_ORDERS

register = template.Library()


@register.inclusion_tag("commerce/backoffice/payments/test_mode.html", takes_context=True)
def test_mode_banner(context):
    """Whoever sees orders is told that they are no real ones."""
    user = getattr(context.get("request"), "user", None)
    return {"is_shown": user is not None and is_test_mode() and user.has_perm(VIEW_ORDERS)}
