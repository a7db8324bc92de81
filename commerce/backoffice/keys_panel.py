"""How the keys of the payment provider stand, on the screen of the payment settings. No secret is shown."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel

from commerce.errors import GatewayError, GatewayRefused
from commerce.payments.gateway import gateway
from commerce.payments.keys import Mode, mode_of, moves_money, outline
from commerce.payments.queries import payment_settings
from commerce.payments.statements import statement


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    text: str
    problem: str = ""


class KeysPanel(Panel):
    """Mode, keys, account and webhook secret, each with what is wrong with it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "commerce/backoffice/payments/keys.html"

        def get_context_data(self, parent_context=None):
            # What was saved: an entry that is refused stands on no statement.
            rows = key_rows(suffix=payment_settings().statement_suffix)
            return super().get_context_data(parent_context) | {"rows": rows}


def account_known():
    """The account of the keys, or None, and why not in words. It asks the provider."""
    try:
        return gateway().look_up_account(), ""
    except GatewayError:
        return None, _("Stripe did not answer. Look again in a moment.")
    except GatewayRefused:
        return None, _("Stripe refused the secret key, or the key may not read the account.")


def is_test_mode():
    """Whether no real money moves."""
    host = getattr(settings, "STRIPE_API_HOST", "")
    return not moves_money(secret_key=settings.STRIPE_SECRET_KEY, host=host)


def key_rows(*, suffix):
    """What the panel shows."""
    account, why_not = account_known()
    rows = [_mode_row(), _secret_row(), _publishable_row(), _account_row(account, why_not), _webhook_row()]
    if account and account.statement_prefix:
        rows.append(Row(_("Card statements say"), statement(account.statement_prefix, suffix)))
    return rows


def _mode_row():
    host = getattr(settings, "STRIPE_API_HOST", "")
    if host:
        return Row(_("Mode"), _("Test: Stripe is played by %(host)s") % {"host": host})
    if is_test_mode():
        return Row(_("Mode"), _("Test: no real money moves"))
    return Row(_("Mode"), _("Live: real money moves"))


def _secret_row():
    key = settings.STRIPE_SECRET_KEY
    problem = "" if mode_of(key) != Mode.UNKNOWN else _("This does not look like a key of Stripe's.")
    return Row(_("Secret key"), outline(key), problem)


def _publishable_row():
    key, secret = settings.STRIPE_PUBLISHABLE_KEY, settings.STRIPE_SECRET_KEY
    problem = ""
    if mode_of(key) == Mode.UNKNOWN:
        problem = _("This does not look like a key of Stripe's.")
    elif mode_of(key) != mode_of(secret):
        problem = _("One key is for tests and the other is live: no payment can succeed.")
    return Row(_("Publishable key"), outline(key), problem)


def _account_row(account, why_not):
    if account is None:
        return Row(_("Account"), "", why_not)
    words = [account.name, account.account_id, account.country]
    problem = "" if account.may_charge else _("Stripe lets this account charge nobody yet.")
    return Row(_("Account"), " · ".join(word for word in words if word), problem)


def _webhook_row():
    count = len(settings.STRIPE_WEBHOOK_SECRETS)
    if not count:
        return Row(_("Webhook secret"), "", _("It is missing: nothing that Stripe tells us is believed."))
    words = ngettext("Set", "%(count)d are set, while one is rotated", count) % {"count": count}
    return Row(_("Webhook secret"), words)
