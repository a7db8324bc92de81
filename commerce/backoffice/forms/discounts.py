"""What staff say of a discount: every term it has, in groups."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.amounts import MoneyField
from commerce.backoffice.forms.base import ActionForm
from commerce.backoffice.forms.prices import ShopMoment
from commerce.catalogue.models import Collection, Product
from commerce.customers.models import CustomerGroup
from commerce.customers.rules import country_choices
from commerce.discounts.models import Discount, DiscountTarget, Kind
from commerce.discounts.operations import COLUMNS, Plan
from commerce.discounts.rules import code_from
from commerce.markets.models import Market, PriceList
from commerce.money import Money

WHOLE = 100
UNITS = {"min_value": 1, "max_value": 1000, "required": False}
USES = {"min_value": 1, "max_value": 1_000_000_000, "required": False}
MOST_CHOICES = forms.CheckboxSelectMultiple(attrs={"class": "kin-choices"})
TARGETS = {
    ("products", "for"): "products",
    ("collections", "for"): "collections",
    ("products", "gets"): "got_products",
    ("collections", "gets"): "got_collections",
}


class DiscountForm(ActionForm):
    """A discount. What does not belong to its kind is kept in the form, and is no part of the plan."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As it stands in the cart and on the receipt")
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Letters, figures, - and _ in any case. Empty for an offer that everybody gets."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Kind.choices, initial=Kind.PERCENTAGE, widget=forms.RadioSelect
    )
    percent = forms.DecimalField(
        label=_("Percent off"),
        max_digits=5,
        decimal_places=2,
        max_value=WHOLE,
        required=False,
        help_text=_("Of a percentage, or of the units that are got; empty there for free ones"),
    )
    buys = forms.IntegerField(label=_("Units to buy"), **UNITS)
    gets = forms.IntegerField(label=_("Units to get"), **UNITS)
    products = forms.ModelMultipleChoiceField(
        Product.objects.order_by("title"), label=_("Products"), required=False, widget=MOST_CHOICES
    )
    collections = forms.ModelMultipleChoiceField(
        Collection.objects.all(),
        label=_("Collections"),
        required=False,
        widget=MOST_CHOICES,
        help_text=_("Neither products nor collections: it is for everything."),
    )
    got_products = forms.ModelMultipleChoiceField(
        Product.objects.order_by("title"), label=_("Products to get"), required=False, widget=MOST_CHOICES
    )
    got_collections = forms.ModelMultipleChoiceField(
        Collection.objects.all(),
        label=_("Collections to get from"),
        required=False,
        widget=MOST_CHOICES,
        help_text=_("Of buy some, get some; empty where the same goods are got as are bought."),
    )
    first_order_only = forms.BooleanField(
        label=_("First order only"),
        required=False,
        help_text=_("Judged when the order is placed, by account and e-mail address; used once by each."),
    )
    customer_groups = forms.ModelMultipleChoiceField(
        CustomerGroup.objects.all(),
        label=_("Customer groups"),
        required=False,
        widget=MOST_CHOICES,
        help_text=_("For signed-in members of any of these. None ticked: everybody."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries it may be sent to"),
        required=False,
        widget=MOST_CHOICES,
        help_text=_("None ticked: all of them."),
    )
    limit_in_all = forms.IntegerField(
        label=_("Uses in all"), help_text=_("Empty where there is no limit"), **USES
    )
    limit_per_customer = forms.IntegerField(
        label=_("Uses of one customer"), help_text=_("Empty where there is no limit"), **USES
    )
    is_exclusive = forms.BooleanField(
        label=_("Stands alone"),
        required=False,
        help_text=_("It is not added to others: the shopper gets it or the others, whichever save more."),
    )
    priority = forms.IntegerField(
        label=_("Order"),
        min_value=-100,
        max_value=100,
        initial=0,
        help_text=_("The lower one is taken off first, and the next from what it left."),
    )
    is_active = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.currencies = sorted(set(PriceList.objects.values_list("currency", flat=True)))
        markets = list(Market.objects.order_by("-is_default", "pk"))
        self.languages = [market.language for market in markets if not market.is_default]
        codes = list(dict.fromkeys(code for market in markets for code in market.countries))
        self.fields["countries"].choices = country_choices(codes, get_language())
        self.fields["starts_at"] = ShopMoment(
            required=False, label=_("From"), help_text=_("Empty for at once. Times are the shop's.")
        )
        self.fields["ends_at"] = ShopMoment(
            required=False,
            label=_("Until"),
            help_text=_("Empty where it lasts. All of Monday ends on Tuesday, 00:00."),
        )
        for language in self.languages:
            self.fields[f"label_{language}"] = forms.CharField(
                label=_("Name in %s") % language.upper(), max_length=80, required=False
            )
        for currency in self.currencies:
            self.fields[f"off_{currency}"] = MoneyField(
                currency=currency, label=_("%s off") % currency, required=False
            )
            self.fields[f"minimum_{currency}"] = MoneyField(
                currency=currency,
                label=_("Minimum in %s") % currency,
                required=False,
                help_text=_("Of the whole cart. With one in any currency, it counts in no other."),
            )

    @property
    def groups(self):
        """(title, fields) in the order in which a colleague thinks of them."""
        off = [f"off_{currency}" for currency in self.currencies]
        minimum = [f"minimum_{currency}" for currency in self.currencies]
        labels = [f"label_{language}" for language in self.languages]
        groups = [
            (_("What it is"), ["name", *labels, "code", "kind"]),
            (_("How much it takes off"), ["percent", *off, "buys", "gets"]),
            (_("Of which goods"), ["products", "collections", "got_products", "got_collections"]),
            (_("For whom"), [*minimum, "customer_groups", "countries", "first_order_only"]),
            (_("When"), ["starts_at", "ends_at", "is_active"]),
            (_("How often"), ["limit_in_all", "limit_per_customer"]),
            (_("Beside other discounts"), ["is_exclusive", "priority"]),
        ]
        return [(title, [self[name] for name in names]) for title, names in groups]

    def clean_code(self):
        typed = self.cleaned_data["code"]
        code = code_from(typed)
        if typed and not code:
            raise forms.ValidationError(
                _("A code has letters, figures, - and _; the first is a letter or figure.")
            )
        return code

    def clean(self):
        facts = super().clean()
        kind, start, end = facts.get("kind"), facts.get("starts_at"), facts.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("It ends after it began."))
        if kind in (Kind.PERCENTAGE, Kind.BUY_GET) and "percent" in facts:
            self._check_percent(facts, kind)
        if kind == Kind.BUY_GET:
            for name in ("buys", "gets"):
                if name in facts and not facts[name]:
                    self.add_error(name, _("Say how many."))
        if kind == Kind.AMOUNT:
            self._check_amounts(facts)
        return facts

    @property
    def facts(self):
        """What create_discount() takes."""
        return {"plan": self.plan}

    @property
    def plan(self):
        """The discount as typed, without what belongs to another kind."""
        facts = self.cleaned_data
        is_buy_get = facts["kind"] == Kind.BUY_GET
        same = ("name", "kind", "code", "first_order_only", "starts_at", "ends_at", "is_active")
        limits = ("limit_in_all", "limit_per_customer", "is_exclusive", "priority")
        return Plan(
            **{name: facts[name] for name in (*same, *limits)},
            labels={language: facts[f"label_{language}"] for language in self.languages},
            percent=facts["percent"] if is_buy_get or facts["kind"] == Kind.PERCENTAGE else None,
            off=self._amounts("off") if facts["kind"] == Kind.AMOUNT else (),
            minimum=self._amounts("minimum"),
            buys=facts["buys"] if is_buy_get else None,
            gets=facts["gets"] if is_buy_get else None,
            products=tuple(facts["products"]),
            collections=tuple(facts["collections"]),
            got_products=tuple(facts["got_products"]) if is_buy_get else (),
            got_collections=tuple(facts["got_collections"]) if is_buy_get else (),
            countries=tuple(facts["countries"]),
            groups=tuple(facts["customer_groups"]),
        )

    @classmethod
    def initial_of(cls, discount: Discount):
        """The form's beginning: what the discount is now."""
        facts = {name: getattr(discount, name) for name in (*COLUMNS, "countries", "version")}
        facts |= {f"label_{label.locale}": label.label for label in discount.labels.all()}
        for amount in discount.amounts.all():
            for name, minor in (("off", amount.off_minor), ("minimum", amount.minimum_minor)):
                if minor is not None:
                    facts[f"{name}_{amount.currency}"] = Money(minor, amount.currency).major
        facts["customer_groups"] = [row.group_id for row in discount.groups.all()]
        for target in discount.targets.all():
            what = "products" if target.product_id else "collections"
            name = TARGETS[what, DiscountTarget.Role(target.role).value]
            facts.setdefault(name, []).append(target.product_id or target.collection_id)
        return facts

    def _amounts(self, name):
        typed = (self.cleaned_data[f"{name}_{currency}"] for currency in self.currencies)
        return tuple(money for money in typed if money)

    def _check_percent(self, facts, kind):
        if facts["percent"] is None and kind == Kind.BUY_GET:
            facts["percent"] = WHOLE
        elif not facts["percent"] or facts["percent"] < 0:
            self.add_error("percent", _("Say how many percent: more than 0, at most 100."))

    def _check_amounts(self, facts):
        names = [f"off_{currency}" for currency in self.currencies]
        if not any(facts.get(name) for name in names) and not any(name in self.errors for name in names):
            self.add_error(names[0], _("Say how much, in one currency at least."))


class ChangeDiscountForm(DiscountForm):
    """A discount that is there; `seen` is the line of its history that the form was made from."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def facts(self):
        """What change_discount() takes."""
        return {"plan": self.plan, "version": self.cleaned_data["version"]}
