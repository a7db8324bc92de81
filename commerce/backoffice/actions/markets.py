"""What staff set of markets."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.base import LookedAtAction
from commerce.backoffice.forms.markets import MarketForm
from commerce.backoffice.trail_links import history_of
from commerce.markets.models import Market
from commerce.markets.operations import set_countries


class EditMarket(LookedAtAction):
    """To which countries a market sells."""

    model = Market
    permission_required = "change"
    form_class = MarketForm
    header_icon = "globe"
    done = gettext_lazy("Saved. It counts from now on; orders keep where they go.")
    question = gettext_lazy(
        "Shoppers choose among these countries at checkout. A country also needs a zone with a delivery, "
        "under Deliveries; until then nothing can be sent there. What is taken out can no longer be chosen."
    )

    @cached_property
    def market(self):
        return get_object_or_404(Market, pk=self.kwargs["market_pk"])

    @property
    def trail(self):
        return [{"url": reverse("markets:index"), "label": _("Markets")}]

    def get_back_url(self):
        return reverse("markets:index")

    def get_page_title(self):
        return self.market.name

    @property
    def subject(self):
        return f"setting/market/{self.market.code}"

    @cached_property
    def header_more_buttons(self):
        return history_of(self.request.user, subject=self.subject)

    def get_initial(self):
        return {"countries": ", ".join(self.market.countries)}

    def perform(self, facts, by):
        set_countries(market=self.market, **facts, by=by)
