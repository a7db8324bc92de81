"""Where allauth asks the shop: letters go through the outbox, links never follow a Host header."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from emails.send import post
from emails.wording import link
from kinsite.foundation.crypto import blind

from . import limits, second_factor
from .letters import NOTICE, letter_for


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("Address and password do not go together. Please check both."),
        "enter_current_password": _("Please enter your present password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link is no longer good. Please ask for a new one."),
        "same_as_current": _("This is the same as before."),
    }

    def send_mail(self, template_prefix, email, context):
        """Post the letter that allauth means, unless this address got enough of its kind just now.

        Silence then, since an error would tell whether the address has an account.
        """
        kind, secrets = letter_for(template_prefix, context)
        if kind != NOTICE and not limits.letter_is_allowed(kind, email):
            return
        post(
            kind,
            to=email,
            about=context.get("user") or ("address", blind("email", email)),
            occurrence=uuid.uuid4().hex,
            locale=get_language(),
            secrets=secrets,
        )

    def get_email_confirmation_url(self, request, emailconfirmation):
        return link(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key):
        uid, _, token = key.partition("-")
        return link(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))

    def get_logout_redirect_url(self, request):
        return reverse("wagtail_serve", args=[""])

    def send_account_already_exists_mail(self, email):
        # As long as a new account takes: the time of the answer is not to tell which it was.
        make_password(uuid.uuid4().hex)
        super().send_account_already_exists_mail(email)

    def save_user(self, request, user, form, commit=True):
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError:
            # A double click: the other one has made the account and posted the letter.
            raise ImmediateHttpResponse(redirect("account_email_verification_sent")) from None

    def pre_authenticate(self, request, **credentials):
        """Refuse before the password is looked at when this address failed too often, from wherever."""
        wait = limits.wait_after_failures(credentials.get("email", ""))
        if wait:
            minutes = -(-wait // 60)
            text = ngettext(
                "Too many failed tries. Please try again in %(minutes)d minute.",
                "Too many failed tries. Please try again in %(minutes)d minutes.",
                minutes,
            )
            raise ValidationError(text % {"minutes": minutes}, code="too_many_login_attempts")

    def authentication_failed(self, request, **credentials):
        limits.count_failure(credentials.get("email", ""))

    def _rollback_login_failed_rl_usage(self):
        """Nothing to take back: only failures are counted."""

    def get_client_ip(self, request):
        return request.META["REMOTE_ADDR"]

    def is_safe_url(self, url):
        # A path of ours and nothing else: ALLOWED_HOSTS may name hosts that are not this shop.
        return bool(url) and super().is_safe_url(url) and url.startswith("/")


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return second_factor.seal(text)

    def decrypt(self, encrypted_text):
        return second_factor.unseal(encrypted_text)
