"""The letters about somebody's account."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emails.kinds import Kind
from emails.wording import link

NOTICE = "account_notice"

# Which letter allauth means, and which part of its context opens a door.
MEANT = {
    "account/email/email_confirmation_signup": ("confirm_email", "activate_url"),
    "account/email/email_confirmation": ("confirm_email", "activate_url"),
    "account/email/password_reset_key": ("reset_password", "password_reset_url"),
    "account/email/account_already_exists": ("account_already_exists", None),
    "account/email/unknown_account": ("unknown_account", None),
}
NOTICES = {
    "password_changed": _("Your password was changed."),
    "password_reset": _("Your password was set anew with a link from a letter."),
    "password_set": _("Your account has a password now."),
    "email_changed": _("Your account has a new e-mail address."),
    "email_deleted": _("An e-mail address was removed from your account."),
    "email_confirm": _("Your e-mail address was confirmed."),
    "totp_activated": _("An authenticator app was added to your sign-in."),
    "totp_deactivated": _("The authenticator app was removed from your sign-in."),
    "recovery_codes_generated": _("New recovery codes were made for your sign-in."),
    "webauthn_added": _("A security key was added to your sign-in."),
    "webauthn_removed": _("A security key was removed from your sign-in."),
}


def letter_for(template_prefix: str, context: dict) -> tuple[str, dict]:
    """The kind of letter allauth means by a template, and the secrets it needs."""
    if template_prefix in MEANT:
        kind, secret = MEANT[template_prefix]
        return kind, {"url": context[secret]} if secret else {}
    return NOTICE, {"what": template_prefix.rpartition("/")[2]}


def _links():
    return {
        "sign_in_url": link(reverse("account_login")),
        "sign_up_url": link(reverse("account_signup")),
        "reset_url": link(reverse("account_reset_password")),
        "account_url": link(reverse("account")),
    }


def _plain(letter):
    return _links()


def _with_secret_link(letter):
    return {**_links(), "url": letter.secrets["url"]}


def _sample(name, *secrets):
    return {**_links(), "url": link(reverse(name, args=secrets))}


def _with_notice(letter):
    what = NOTICES.get(letter.secrets["what"], _("The way you sign in was changed."))
    return {**_links(), "what": str(what)}


LETTERS = [
    Kind(name="welcome", context=_plain, sample=_links),
    Kind(
        name="confirm_email",
        context=_with_secret_link,
        sample=lambda: _sample("account_confirm_email", "sample"),
        placeholders={"url": _("the link that confirms the address")},
        keeps_body=False,
        useful_for=timedelta(days=2),
    ),
    Kind(
        name="reset_password",
        context=_with_secret_link,
        sample=lambda: _sample("account_reset_password_from_key", "sample", "key"),
        placeholders={"url": _("the link that sets a new password")},
        keeps_body=False,
        useful_for=timedelta(hours=1),
    ),
    Kind(name="account_already_exists", context=_plain, sample=_links, useful_for=timedelta(days=1)),
    Kind(name="unknown_account", context=_plain, sample=_links, useful_for=timedelta(days=1)),
    Kind(
        name=NOTICE,
        context=_with_notice,
        sample=lambda: {**_links(), "what": str(NOTICES["password_changed"])},
        placeholders={"what": _("what was changed")},
    ),
]
