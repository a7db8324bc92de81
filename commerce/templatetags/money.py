"""How templates write money: in the language of the page or the letter."""

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def money(amount):
    """The amount as people of the active language write it; nothing for no amount."""
    return amount.written(get_language() or "en") if amount is not None and amount != "" else ""
