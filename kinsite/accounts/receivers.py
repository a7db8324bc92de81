"""allauth's signals; each leads to one operation."""

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from .operations import welcome


@receiver(email_confirmed, dispatch_uid="welcome_once_confirmed")
def welcome_once_confirmed(sender, email_address, **kwargs):
    welcome(user=email_address.user)
