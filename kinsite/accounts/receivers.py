"""Signals of allauth, and of rows that are Wagtail's; each leads to one operation."""

from allauth.account.signals import email_confirmed
from django.db.models.signals import post_init
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from .operations import forget_language, welcome


@receiver(email_confirmed, dispatch_uid="welcome_once_confirmed")
def welcome_once_confirmed(sender, email_address, **kwargs):
    welcome(user=email_address.user)


@receiver(post_init, sender=UserProfile, dispatch_uid="forget_language_not_permitted")
def forget_language_not_permitted(sender, instance, **kwargs):
    forget_language(profile=instance)
