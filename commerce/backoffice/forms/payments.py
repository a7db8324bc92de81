"""The form of the payment settings."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.backoffice.keys_panel import account_known
from commerce.payments.statements import LONGEST, complaint, room_after


class PaymentSettingsForm(WagtailAdminModelForm):
    """Asks the provider how long a statement may be; what was not changed is not asked about."""

    def clean_statement_suffix(self):
        suffix = " ".join(self.cleaned_data["statement_suffix"].split())
        if not suffix or complaint(suffix) or "statement_suffix" not in self.changed_data:
            return suffix
        account, _why_not = account_known()
        prefix = account.statement_prefix if account else ""
        if len(suffix) > room_after(prefix):
            words = _("A statement has %(all)d characters. After %(prefix)s there is room for %(room)d.")
            known = f"{prefix}*" if prefix else _("the name of your account")
            raise ValidationError(words % {"prefix": known, "room": room_after(prefix), "all": LONGEST})
        return suffix
