"""What staff do with the prices of one variant: set or plan one, withdraw one."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from commerce.backoffice.actions.variants import VariantAction
from commerce.backoffice.forms.base import ConfirmForm
from commerce.backoffice.forms.prices import PriceForm
from commerce.backoffice.price_queries import price_history, proposals_listed, withdrawn_prices
from commerce.backoffice.queries import with_proposers
from commerce.catalogue.models import Price, PriceChange
from commerce.catalogue.operations import end_price, set_price
from commerce.catalogue.proposals import PriceLimit
from commerce.catalogue.queries import current_prices
from commerce.errors import PastPrice, PlanInTheWay
from commerce.markets.models import PriceList


def shop_moment(moment) -> str:
    """A moment as the shop's clock shows it."""
    there = timezone.localtime(moment, timezone.get_default_timezone())
    return date_format(there, "j M Y, H:i")


def plan_in_words(problem: PlanInTheWay) -> str:
    """Which plan keeps a price from being set."""
    planned = problem.planned
    facts = {
        "sku": problem.new.variant.sku,
        "money": planned.money.written(get_language()),
        "from": shop_moment(planned.valid_from),
    }
    if planned.lasts:
        said = _("%(sku)s: %(money)s is planned from %(from)s on. Withdraw it first, or choose another time.")
        return said % facts
    said = _(
        "%(sku)s: %(money)s is planned from %(from)s until %(until)s. Withdraw it first, or choose another"
        " time."
    )
    return said % {**facts, "until": shop_moment(planned.ends_at)}


def waiting_in_words(proposals) -> str:
    """That prices are not set, but wait for a second colleague."""
    count = len(proposals)
    words = ngettext(
        "%(count)d price changes by more than one colleague decides: it waits for a second one.",
        "%(count)d prices change by more than one colleague decides: they wait for a second one.",
        count,
    )
    return words % {"count": count}


class SetPrice(VariantAction):
    """A price in one price list, below it all that it was and will be."""

    model = Price
    form_class = PriceForm
    template_name = "commerce/backoffice/prices/price.html"
    page_title = gettext_lazy("Price")
    submit_label = gettext_lazy("Set the price")
    done = gettext_lazy("The price is set.")
    blamed = {PastPrice: "from_"}

    @cached_property
    def price_list(self):
        return get_object_or_404(PriceList, code=self.kwargs["code"])

    def get_page_subtitle(self):
        return f"{self.variant.sku}, {self.price_list.name}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "price_list": self.price_list}

    def get_initial(self):
        running = current_prices([self.variant.pk], self.price_list).get(self.variant.pk)
        if running is None:
            return {}
        is_reduction = bool(running.change and running.change.is_reduction)
        return {"money": running.money.major, "is_reduction": is_reduction}

    def perform(self, facts, by):
        if waiting := set_price(variant=self.variant, price_list=self.price_list, **facts, by=by):
            self.done = waiting_in_words(waiting)

    def explain(self, problem):
        if isinstance(problem, PlanInTheWay):
            return "from_", plan_in_words(problem)
        return super().explain(problem)

    def get_context_data(self, **kwargs):
        key = self.variant, self.price_list
        return super().get_context_data(**kwargs) | {
            "history": price_history(*key),
            "withdrawn": withdrawn_prices(*key),
            "waiting": with_proposers(list(proposals_listed(*key)), self.request.user),
            "limit": PriceLimit.objects.filter(price_list=self.price_list).first(),
            "zone": timezone.get_default_timezone_name(),
        }


class EndPrice(VariantAction):
    """Withdraw what is planned, or end now what runs for a while."""

    model = Price
    form_class = ConfirmForm
    page_title = gettext_lazy("Withdraw or end a price")
    submit_label = gettext_lazy("Do so")
    active_label = gettext_lazy("Ending…")
    done = gettext_lazy("The price of before runs again.")

    @cached_property
    def change(self):
        changes = PriceChange.objects.select_related("variant__product", "price_list")
        return get_object_or_404(changes, pk=self.kwargs["change_pk"])

    @property
    def variant(self):
        return self.change.variant

    @property
    def question(self):
        said = _(
            "%(money)s from %(from)s on will not be in force any more; the price it interrupts is, without a"
            " gap. It stays in the history."
        )
        facts = {
            "money": self.change.money.written(get_language()),
            "from": shop_moment(self.change.valid_from),
        }
        return said % facts

    def get_back_url(self):
        return reverse("products:price", args=[self.variant.pk, self.change.price_list.code])

    def perform(self, facts, by):
        end_price(change=self.change, by=by)
