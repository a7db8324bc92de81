"""The price grid: variants and price lists, edited together or planned together."""

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.actions.prices import plan_in_words, shop_moment, waiting_in_words
from commerce.backoffice.forms.price_grid import FindForm, GridForm, PlanForm, field_of
from commerce.backoffice.permissions import CHANGE_PRICES
from commerce.backoffice.price_queries import grid_rows, grid_variants, variants_by_id
from commerce.backoffice.queries import with_names
from commerce.catalogue.models import Price, Product
from commerce.catalogue.operations import plan_prices, set_prices
from commerce.errors import NotPriced, PastPrice, PlanInTheWay, PricesMoved
from commerce.markets.models import PriceList
from kinsite.foundation import actors

VARIANTS_A_PAGE = 50


class PriceGridView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of variants with what each costs in every price list; read-only without the right to price."""

    model = Product
    permission_required = "view"
    header_icon = "tag"
    page_title = gettext_lazy("Prices")
    template_name = "commerce/backoffice/prices/grid.html"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        find = FindForm(self.request.GET)
        find.is_valid()
        variants = grid_variants(
            text=find.cleaned_data.get("q"), collection=find.cleaned_data.get("collection")
        )
        page = Paginator(variants, VARIANTS_A_PAGE).get_page(self.request.GET.get("p"))
        rows = kwargs.get("rows") or grid_rows(list(page), self.request.LANGUAGE_CODE)
        can_price = self.request.user.has_perm(CHANGE_PRICES)
        grid = kwargs.get("grid") or GridForm(rows=rows)
        for row in rows:
            for cell in row["cells"]:
                cell["field"] = grid[field_of("price", cell["key"])] if can_price else None
                cell["seen"] = grid[field_of("seen", cell["key"])]
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "find": find,
            "page": page,
            "rows": rows,
            "price_lists": list(PriceList.objects.order_by("pk")),
            "plan": kwargs.get("plan") or PlanForm(prefix="plan"),
            "picked": set(kwargs.get("picked", ())),
            "can_price": can_price,
            "zone": timezone.get_default_timezone_name(),
            "query": query.urlencode(),
            "whole_query": self.request.GET.urlencode(),
        }


class PriceGridAction(PostOnly, PriceGridView):
    """A POST from the grid; what was wrong is said on it, and nothing was changed then."""

    model = Price
    permission_required = "change"

    def get_back_url(self):
        query = self.request.GET.urlencode()
        return reverse("products:prices") + (f"?{query}" if query else "")

    def succeeded(self, said, waiting):
        if said:
            messages.success(self.request, said)
        if waiting:
            messages.warning(self.request, waiting_in_words(waiting))
        return HttpResponseRedirect(self.get_back_url())

    def refused(self, **context):
        messages.error(self.request, _("Nothing was changed: please look at the form."))
        return self.render_to_response(self.get_context_data(**context), status=422)


class SavePrices(PriceGridAction):
    """The cells that were changed, each counted from the price that was seen beside it."""

    def post(self, request, *args, **kwargs):
        variants = variants_by_id(GridForm.variants_of(request.POST)[:VARIANTS_A_PAGE])
        rows = grid_rows(variants, request.LANGUAGE_CODE)
        grid = GridForm(request.POST, rows=rows)
        if not grid.is_valid():
            return self.refused(rows=rows, grid=grid)
        try:
            waiting = set_prices(prices=grid.prices, seen=grid.seen, by=actors.staff(request.user))
        except PricesMoved as problem:
            for move in self._named(problem.moves):
                grid.add_error(field_of("price", move.key), moved_in_words(move))
                grid.show_moved(move.key, move.actual)
            return self.refused(rows=rows, grid=grid)
        except PlanInTheWay as problem:
            key = problem.new.variant_id, problem.new.price_list_id
            grid.add_error(field_of("price", key), plan_in_words(problem))
            return self.refused(rows=rows, grid=grid)
        count = len(grid.prices) - len(waiting)
        words = ngettext("%(count)d price is set.", "%(count)d prices are set.", count) % {"count": count}
        return self.succeeded(words if count or not waiting else "", waiting)

    def _named(self, moves):
        with_names([move.change for move in moves if move.change])
        return moves


class PlanPrices(PriceGridAction):
    """A change for the variants that were picked: at once or from a day on, lasting or for a while."""

    def post(self, request, *args, **kwargs):
        picked = request.POST.getlist("variants")
        data = request.POST.copy()
        data.setlist("plan-variants", picked)
        plan = PlanForm(data, prefix="plan")
        if not plan.is_valid():
            return self.refused(plan=plan, picked=picked)
        try:
            waiting = plan_prices(**plan.facts, by=actors.staff(request.user))
        except PlanInTheWay as problem:
            plan.add_error(None, plan_in_words(problem))
        except (NotPriced, PastPrice) as problem:
            plan.add_error(None, problem.shopper_message)
        else:
            count = len(plan.facts["variants"]) - len(waiting)
            words = ngettext("%(count)d price is planned.", "%(count)d prices are planned.", count)
            return self.succeeded(words % {"count": count} if count or not waiting else "", waiting)
        return self.refused(plan=plan, picked=picked)


def moved_in_words(move):
    """Who changed a price meanwhile, with both numbers."""
    language = get_language()
    facts = {
        "seen": move.seen.written(language) if move.seen else _("no price"),
        "now": move.actual.written(language) if move.actual else _("no price"),
    }
    if move.change is None:
        return _("You saw %(seen)s; now it is %(now)s.") % facts
    facts |= {"who": move.change.who, "at": shop_moment(move.change.at)}
    return (
        _("You saw %(seen)s; since then it is %(now)s (%(who)s, %(at)s). Save again if yours is right.")
        % facts
    )
