"""What a colleague chooses in the order list: filters, columns, and a name to keep them by."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.base import ActionForm
from commerce.backoffice.order_columns import CHOOSABLE
from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.customers.rules import country_choices
from commerce.orders.facets import FACETS, LONGEST, YES, method_words
from commerce.orders.models import FulfilmentState, Order, OrderStatus, PaymentState, ReturnState
from commerce.payments.ways import METHODS
from commerce.shipping.models import ShippingMethod, ShippingZone
from kinsite.accounts.queries import colleagues_with

ANY = [("", _("Any"))]
TICKS = ("held", "late", "noted", "disputed", "to_answer")
DAY = forms.DateInput(attrs={"type": "date"})
AMOUNT = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
PAID_WITH = ["card", "link", *(method for methods in METHODS.values() for method in methods), Order.BY_CREDIT]


def _select(name, choices=()):
    return forms.ChoiceField(label=FACETS[name].label, choices=[*ANY, *choices], required=False)


def _text(name, **kwargs):
    return forms.CharField(label=FACETS[name].label, max_length=LONGEST, required=False, **kwargs)


def _tick(name):
    box = forms.CheckboxInput(attrs={"value": YES})
    return forms.BooleanField(label=FACETS[name].label, required=False, widget=box)


class FilterForm(forms.Form):
    """All facets of the list, as they are chosen; OrderFilter, and not the form, reads the address.

    What it could not read stays in its field, which says what it asks for.
    """

    placed_from = _text("placed_from", widget=DAY)
    placed_to = _text("placed_to", widget=DAY)
    status = _select("status", OrderStatus.choices)
    payment = _select("payment", PaymentState.choices)
    fulfilment = _select("fulfilment", FulfilmentState.choices)
    returned = _select("returned", ReturnState.choices)
    goods = _text("goods")
    country = _select("country")
    delivery = _select("delivery")
    method = _select("method")
    least = _text("least", widget=AMOUNT)
    most = _text("most", widget=AMOUNT)
    tag = _text("tag")
    staff = _select("staff")
    held, late = _tick("held"), _tick("late")
    noted, disputed = _tick("noted"), _tick("disputed")
    to_answer = _tick("to_answer")

    def __init__(self, *, chosen):
        said = (*chosen.facets, *chosen.unread)
        super().__init__(initial={name: text == YES if name in TICKS else text for name, text in said})
        codes = {code for codes in ShippingZone.objects.values_list("countries", flat=True) for code in codes}
        countries = sorted(country_choices(sorted(codes), get_language()), key=lambda choice: choice[1])
        deliveries = ShippingMethod.objects.order_by("position", "code").values_list("code", "name")
        self._offer("country", countries)
        self._offer("delivery", deliveries)
        self._offer("method", [(name, method_words(name)) for name in PAID_WITH])
        people = [
            (str(person.pk), person.get_full_name() or person.email)
            for person in colleagues_with(VIEW_ORDERS)
        ]
        self._offer("staff", sorted(people, key=lambda choice: choice[1]))
        for name, text in chosen.unread:
            self._blame(name, text)

    def _offer(self, name, choices):
        """The choices there are, and the one that is chosen, if it is offered no more."""
        known, chosen = dict(choices), self.initial.get(name)
        if chosen and chosen not in known and (value := FACETS[name].read(chosen)) is not None:
            known[chosen] = FACETS[name].say(value)
        self.fields[name].choices = [*ANY, *known.items()]

    def _blame(self, name, text):
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*field.choices, (text, text)]
        elif isinstance(field.widget, forms.DateInput):
            # A browser shows nothing but days in a field for a day.
            field.widget = forms.TextInput()
        field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"{name}-unread"}
        field.problem = FACETS[name].expects

    @property
    def ticks(self):
        return [self[name] for name in TICKS]

    @property
    def choices(self):
        return [field for field in self if field.name not in TICKS]


class ViewForm(ActionForm):
    """What a view is called, and whether colleagues see it."""

    name = forms.CharField(label=_("Name of the view"), max_length=40)
    is_shared = forms.BooleanField(label=_("Share with colleagues"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, auto_id=kwargs.pop("auto_id", "id_view_%s"), **kwargs)
        if not user.has_perm(CHANGE_ORDERS):
            del self.fields["is_shared"]


class ColumnsForm(ActionForm):
    """Which columns are shown."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=CHOOSABLE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
