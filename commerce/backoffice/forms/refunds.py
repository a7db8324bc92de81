"""What staff give back of an order, and why."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.amounts import MoneyField
from commerce.backoffice.forms.base import ActionForm, SeenForm, WholeField
from commerce.errors import RefundTooLarge
from commerce.money import Money
from commerce.refunds.rules import Refundable, Wish, Worth, everything, worth_of

TO_CUSTOMER = ("message", "to_store_credit", "notifies")
LAST = ("reason", *TO_CUSTOMER)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the numbers of the form come to: `most` may be given back for them, `amount` is."""

    worth: Worth
    most: Money
    amount: Money


class RefundNumbers(ActionForm):
    """How much is given back: units, delivery, goodwill, and an amount that may be lower than they come to.

    The amount follows the rest until somebody changed it: `computed` is what it was filled in with.
    """

    computed = WholeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, refundable: Refundable, locale: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.refundable, self.locale = refundable, locale
        self.offer = None
        for line in refundable.lines:
            if line.quantity:
                self.fields[f"units_{line.sold.line_id}"] = WholeField(
                    label=_("Units"), min_value=0, max_value=line.quantity, required=False
                )
        of_delivery = _("%(left)s left, tax within") % {"left": refundable.delivery.written(locale)}
        self.fields["delivery"] = self._money(_("Delivery"), refundable.delivery, of_delivery)
        on_top = _("On top, e.g. for the trouble")
        self.fields["goodwill"] = self._money(_("Goodwill"), refundable.left, on_top)
        lower = _("May be lower than it comes to: the rest is kept back")
        self.fields["amount"] = self._money(_("Amount to refund"), refundable.left, lower)
        self.numbers = set(self.fields) - set(RefundForm.declared_fields) | {"computed"}
        if not self.is_bound and (wish := everything(refundable, reason="", restocks=False)):
            self.fill_in(wish)

    def fill_in(self, wish):
        """Begin with all that is left."""
        self.offer = self._offer(wish)
        self.initial |= {f"units_{line_id}": units for line_id, units in wish.units.items()}
        self.initial |= {
            "delivery": self._typed(wish.delivery),
            "goodwill": self._typed(wish.goodwill),
            "amount": self._typed(self.offer.amount.minor),
        }

    def clean(self):
        facts = super().clean()
        if self.errors.keys() & self.numbers:
            return facts
        wish = Wish(
            units={pk: facts.get(f"units_{pk}") or 0 for pk in self.line_ids if facts.get(f"units_{pk}")},
            delivery=facts["delivery"].minor if facts["delivery"] else 0,
            goodwill=facts["goodwill"].minor if facts["goodwill"] else 0,
        )
        try:
            offer = self._offer(wish)
        except ValueError:
            raise forms.ValidationError(RefundTooLarge.shopper_message) from None
        typed = facts["amount"]
        if typed is not None and typed.minor != facts["computed"]:
            if typed > offer.most:
                said = _("This comes to %(most)s: refund that, or less.") % {
                    "most": offer.most.written(self.locale)
                }
                self.add_error("amount", said)
                return facts
            offer = Offer(offer.worth, offer.most, typed)
        self.offer = offer
        self.data = self.data.copy()
        self.data["amount"] = self._typed(offer.amount.minor)
        facts["parts"] = wish
        return facts

    @property
    def line_ids(self):
        return [line.sold.line_id for line in self.refundable.lines]

    def _offer(self, wish):
        worth = worth_of(Wish(wish.units, delivery=wish.delivery, goodwill=wish.goodwill), self.refundable)
        most = min(worth.computed, self.refundable.left)
        return Offer(worth, most, most)

    def _typed(self, minor):
        """An amount as it is typed into a field."""
        return f"{Money(minor, self.refundable.currency).major:f}"

    def _money(self, label, most, help_text):
        too_much = _("At most %(most)s is left.") % {"most": most.written(self.locale)}
        return MoneyField(
            currency=most.currency,
            label=label,
            max_value=most.major,
            required=False,
            help_text=help_text,
            error_messages={"max_value": too_much},
        )


class RefundForm(RefundNumbers, SeenForm):
    """The whole dialog: a form made from an order as it was, which names the amount it gives back."""

    named = WholeField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=400, help_text=_("For colleagues. The customer does not read it.")
    )
    message = forms.CharField(
        label=_("Message to the customer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the letter. May stay empty."),
    )
    to_store_credit = forms.BooleanField(
        label=_("Give all of it as store credit"),
        required=False,
        help_text=_("Nothing is sent back: the customer spends it with us, signed in."),
    )
    notifies = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)

    def __init__(self, *args, restocked=frozenset(), names_nobody=False, **kwargs):
        super().__init__(*args, **kwargs)
        if names_nobody:
            for name in TO_CUSTOMER:
                del self.fields[name]
        for line_id in self.line_ids:
            if f"units_{line_id}" in self.fields:
                self.fields[f"restocks_{line_id}"] = forms.BooleanField(
                    label=_("Back to stock"), required=False, initial=line_id in restocked
                )
        self.order_fields([name for name in self.fields if name not in LAST])

    @property
    def is_named(self):
        """Whether the button named what would be given back."""
        return self.offer is not None and self.cleaned_data["named"] == self.offer.amount.minor

    @property
    def facts(self):
        facts, offer = self.cleaned_data, self.offer
        parts = facts["parts"]
        return {
            "version": facts["version"],
            "wish": Wish(
                units=parts.units,
                restocked=frozenset(pk for pk in parts.units if facts.get(f"restocks_{pk}")),
                delivery=parts.delivery,
                goodwill=parts.goodwill,
                amount=offer.amount.minor,
                reason=facts["reason"],
                message=facts.get("message", ""),
                notifies=facts.get("notifies", False),
                to_store_credit=facts.get("to_store_credit", False),
            ),
        }


class CancelForm(SeenForm):
    """Why an order is cancelled, and what follows: as far as there is something to decide, a tick each."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For colleagues. The customer does not read it.")
    )
    refunds = forms.BooleanField(label=_("Refund what was paid"), required=False, initial=True)
    restocks = forms.BooleanField(
        label=_("Put the goods back on sale"),
        required=False,
        initial=True,
        help_text=_("Without this they are written off: they are off the shelf, and are not sold again."),
    )
    notifies = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)

    def __init__(self, *args, asked, left, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"refunds", "restocks", "notifies"} - asked:
            del self.fields[name]
        if "refunds" in self.fields:
            self.fields["refunds"].label = _("Refund %(left)s") % {"left": left}
            self.fields["refunds"].help_text = _(
                "All that was paid and not refunded yet, the way it was paid. Without this the money stays "
                "with us until somebody refunds it, and the order says so: we owe it to the customer."
            )

    @property
    def facts(self):
        return {"refunds": False, "restocks": True, "notifies": False, **self.cleaned_data}


class LimitsForm(ActionForm):
    """Up to which amount one colleague refunds alone, a field a currency; empty is without limit."""

    def __init__(self, *args, limits, **kwargs):
        super().__init__(*args, **kwargs)
        self.currencies = list(limits)
        for currency, limit in limits.items():
            self.fields[currency] = MoneyField(
                currency=currency,
                label=currency,
                required=False,
                initial=limit and f"{limit.major:f}",
                help_text=_("Up to this a colleague refunds alone, in all of an order. Empty: no limit."),
            )

    @property
    def facts(self):
        return {"limits": {currency: self.cleaned_data[currency] for currency in self.currencies}}
