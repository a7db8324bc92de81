"""What happens to accounts besides what allauth does."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import get_language
from wagtail.admin.localization import get_available_admin_languages

from emails.send import post
from kinsite.foundation.actors import shopper

from .models import User


@transaction.atomic
def open_account(*, email: str, password: str, **fields) -> User:
    """Make a person whose address is known to be theirs: a colleague, or somebody of the demo."""
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def welcome(*, user: User) -> None:
    """Write to somebody who confirmed their address for the first time."""
    post("welcome", to=user.email, about=user, locale=get_language(), by=shopper(user))


@transaction.atomic
def close_account(*, user: User) -> None:
    """Delete a sign-in with its addresses and second factor; whoever is signed in by it is not any more."""
    user.delete()


def forget_language(*, profile) -> None:
    """Let a colleague's admin be in the shop's language where theirs is not offered any more.

    Wagtail takes a language that was chosen once as it is stored, and offers no field to change it back.
    """
    # Asking for a field that was not read would read the whole profile, without end.
    chosen = profile.__dict__.get("preferred_language")
    if chosen and chosen not in dict(get_available_admin_languages()):
        profile.preferred_language = ""
