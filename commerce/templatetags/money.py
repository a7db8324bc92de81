"""How templates write money: in the language of the page or the letter."""

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def money(amount):
    """The amount as people of the active language write it; nothing for no amount."""
    return amount.written(get_language() or "en") if amount is not None and amount != "" else ""


@register.filter
def percent_below(amount, prior):
    """By how many percent an amount is below what is struck through; never more than is true."""
    return (prior - amount).minor * 100 // prior.minor
