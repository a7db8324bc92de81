"""Prices that wait for a second colleague, and by how much one changes them alone."""

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import ActionView, PostOnly
from commerce.backoffice.actions.prices import plan_in_words
from commerce.backoffice.forms.price_proposals import DecisionForm, PriceLimitsForm
from commerce.backoffice.permissions import APPROVE_PRICES
from commerce.backoffice.price_queries import proposals_listed
from commerce.backoffice.queries import with_proposers
from commerce.backoffice.trail_links import history_of
from commerce.backoffice.viewsets.base import ShopViewSet
from commerce.catalogue.models import Price
from commerce.catalogue.operations import (
    approve_prices,
    decline_prices,
    limit_prices,
    withdraw_proposals,
)
from commerce.catalogue.proposals import PriceLimit, PriceProposal
from commerce.errors import PlanInTheWay, PricesMoved, ProposalDecided, Refused
from commerce.markets.models import PriceList
from kinsite.accounts.queries import names_of
from kinsite.foundation import actors

A_PAGE = 50


class ProposalListView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What waits, the oldest first: old and new, by whom; one's own can be withdrawn and not decided."""

    model = PriceProposal
    permission_required = "approve"
    page_title = gettext_lazy("Prices to approve")
    header_icon = "tag"
    template_name = "commerce/backoffice/prices/proposals.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        page = Paginator(proposals_listed(), A_PAGE).get_page(self.request.GET.get("p"))
        proposals = with_proposers(list(page), self.request.user)
        return super().get_context_data(**kwargs) | {
            "proposals": proposals,
            "page": page,
            "can_decide": not all(proposal.is_own for proposal in proposals),
            "form": kwargs.get("form") or DecisionForm(),
            "picked": {proposal.pk for proposal in kwargs.get("picked", ())},
            "zone": timezone.get_default_timezone_name(),
        }


class Decide(PostOnly, ProposalListView):
    """A POST from the list, about all that were picked; where something is wrong, nothing was decided."""

    done = ""

    def get_back_url(self):
        return reverse("price_proposals:index")

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        if form.is_valid():
            try:
                self.perform(form.cleaned_data, by=actors.staff(request.user))
            except Refused as problem:
                form.add_error(None, in_words(problem))
            else:
                messages.success(request, self.done)
                return HttpResponseRedirect(self.get_back_url())
        messages.error(request, _("Nothing was changed: please look at the form."))
        picked = form.cleaned_data.get("proposals", ())
        return self.render_to_response(self.get_context_data(form=form, picked=picked), status=422)


class Approve(Decide):
    done = gettext_lazy("Approved.")

    def perform(self, facts, by):
        approve_prices(proposals=facts["proposals"], by=by)


class Decline(Decide):
    done = gettext_lazy("Declined. The prices stay as they are.")

    def perform(self, facts, by):
        decline_prices(proposals=facts["proposals"], reason=facts["reason"], by=by)


class Withdraw(PostOnly, PermissionCheckedMixin, View):
    """Whoever may set prices takes back what they proposed."""

    model = Price
    permission_required = "change"

    def get_back_url(self):
        may_decide = self.request.user.has_perm(APPROVE_PRICES)
        return reverse("price_proposals:index" if may_decide else "products:prices")

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        try:
            if form.is_valid():
                facts = form.cleaned_data["proposals"]
                withdraw_proposals(proposals=facts, by=actors.staff(request.user))
                messages.success(request, _("Withdrawn. The price stays as it is."))
        except Refused as problem:
            messages.error(request, in_words(problem))
        return HttpResponseRedirect(self.get_back_url())


def in_words(problem: Refused) -> str:
    """Why prices were not decided, with what happened meanwhile."""
    language = get_language()
    if isinstance(problem, PlanInTheWay):
        return plan_in_words(problem)
    if isinstance(problem, ProposalDecided):
        decided = problem.proposal
        who = names_of([decided.decided_by_id]).get(decided.decided_by_id, decided.decided_by_label)
        facts = {"how": decided.get_status_display(), "who": who}
        return _("A colleague has decided this already: %(how)s (%(who)s).") % facts
    if isinstance(problem, PricesMoved):
        [move] = problem.moves
        facts = {
            "seen": move.seen.written(language) if move.seen else _("no price"),
            "now": move.actual.written(language) if move.actual else _("no price"),
        }
        said = _("It was to replace %(seen)s; since then it is %(now)s. Decline it, or set it anew.")
        return said % facts
    return problem.shopper_message


class PriceProposalViewSet(ShopViewSet):
    """The menu's Prices to approve."""

    name = "price_proposals"
    icon = "tag"
    menu_label = gettext_lazy("Prices to approve")
    model = PriceProposal
    right = "approve"

    def get_urlpatterns(self):
        return [
            path("", ProposalListView.as_view(), name="index"),
            path("approve/", Approve.as_view(), name="approve"),
            path("decline/", Decline.as_view(), name="decline"),
            path("withdraw/", Withdraw.as_view(), name="withdraw"),
        ]


class LimitPrices(ActionView):
    """By how many percent one colleague changes prices alone, in each price list."""

    model = PriceLimit
    form_class = PriceLimitsForm
    page_title = gettext_lazy("Price limits")
    header_icon = "lock"
    done = gettext_lazy("Saved.")

    @cached_property
    def header_more_buttons(self):
        return history_of(self.request.user, subject="setting/commerce.pricelimit")

    def get_form_kwargs(self):
        limits = {
            price_list: getattr(getattr(price_list, "limit", None), "alone_up_to_percent", None)
            for price_list in PriceList.objects.select_related("limit").order_by("pk")
        }
        return {**super().get_form_kwargs(), "limits": limits}

    def perform(self, facts, by):
        limit_prices(**facts, by=by)

    def get_back_url(self):
        return reverse("price_limits:index")


class PriceLimitViewSet(ShopViewSet):
    """Price limits, in the menu of the settings."""

    name = "price_limits"
    icon = "lock"
    menu_label = gettext_lazy("Price limits")
    add_to_settings_menu = True
    model = PriceLimit
    right = "change"

    def get_urlpatterns(self):
        return [path("", LimitPrices.as_view(), name="index")]
