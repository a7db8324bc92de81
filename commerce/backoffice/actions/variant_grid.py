"""The grid of variants: looked at by whoever may see products, and saved cell by cell."""

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.assortment.grid import LOW_AT, MEASURES, save_grid
from commerce.backoffice.actions.base import PostOnly
from commerce.backoffice.actions.price_grid import VARIANTS_A_PAGE, moved_in_words
from commerce.backoffice.actions.prices import plan_in_words, waiting_in_words
from commerce.backoffice.forms.price_grid import FindForm, field_of
from commerce.backoffice.forms.variant_grid import COLUMNS, VariantGridForm, name_of, seen_of, value_of
from commerce.backoffice.permissions import CHANGE_PRICES, CHANGE_PRODUCTS, CHANGE_STOCK
from commerce.backoffice.price_queries import grid_rows, grid_variants, variants_by_id
from commerce.backoffice.queries import with_names
from commerce.catalogue.models import Product
from commerce.errors import CellsMoved, PlanInTheWay
from commerce.markets.models import PriceList
from commerce.stock.queries import default_items
from kinsite.foundation import actors


class VariantGridView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of variants with measures, prices and thresholds; what one may not change is only shown."""

    model = Product
    permission_required = "view"
    header_icon = "tag"
    page_title = gettext_lazy("Variants in a grid")
    template_name = "commerce/backoffice/products/grid.html"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("products:index"), "label": _("Products")},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def columns(self):
        """The columns of whole numbers that a colleague may change."""
        user = self.request.user
        if not user.has_perm(CHANGE_PRODUCTS):
            return []
        return [*MEASURES, *([LOW_AT] if user.has_perm(CHANGE_STOCK) else [])]

    @property
    def can_price(self):
        return self.request.user.has_perms([CHANGE_PRODUCTS, CHANGE_PRICES])

    def rows_of(self, variants):
        rows = grid_rows(variants, self.request.LANGUAGE_CODE)
        items = default_items([variant.pk for variant in variants])
        for row in rows:
            row["item"] = items.get(row["variant"].pk)
        return rows

    def form_of(self, rows, data=None):
        priced = rows if self.can_price else [{**row, "cells": []} for row in rows]
        return VariantGridForm(data, rows=priced, columns=self.columns)

    def get_context_data(self, **kwargs):
        find = FindForm(self.request.GET)
        find.is_valid()
        variants = grid_variants(
            text=find.cleaned_data.get("q"), collection=find.cleaned_data.get("collection")
        )
        page = Paginator(variants, VARIANTS_A_PAGE).get_page(self.request.GET.get("p"))
        rows = kwargs.get("rows") or self.rows_of(list(page))
        grid = kwargs.get("grid") or self.form_of(rows)
        for row in rows:
            row["numbers"] = [self._number(grid, row, column) for column in COLUMNS]
            for cell in row["cells"] if self.can_price else ():
                cell["field"] = grid[field_of("price", cell["key"])]
                cell["seen"] = grid[field_of("seen", cell["key"])]
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "find": find,
            "page": page,
            "rows": rows,
            "labels": [label for label, _least, _most in COLUMNS.values()],
            "price_lists": list(PriceList.objects.order_by("pk")),
            "can_price": self.can_price,
            "can_change": bool(self.columns),
            "query": query.urlencode(),
            "whole_query": self.request.GET.urlencode(),
        }

    def _number(self, grid, row, column):
        key = row["variant"].pk, column
        if name_of(key) not in grid.fields:
            return {"value": value_of(row, column)}
        return {"field": grid[name_of(key)], "seen": grid[seen_of(key)]}


class SaveVariants(PostOnly, VariantGridView):
    """The cells that were changed; where a colleague changed one meanwhile, all is kept on the screen."""

    permission_required = "change"

    def get_back_url(self):
        query = self.request.GET.urlencode()
        return reverse("products:grid") + (f"?{query}" if query else "")

    def post(self, request, *args, **kwargs):
        rows = self.rows_of(variants_by_id(VariantGridForm.variants_of(request.POST)[:VARIANTS_A_PAGE]))
        grid = self.form_of(rows, request.POST)
        if not grid.is_valid():
            return self.refused(rows, grid)
        by = actors.staff(request.user)
        try:
            waiting = save_grid(cells=grid.changed, prices=grid.prices, seen=grid.seen, by=by)
        except CellsMoved as problem:
            self._say_moved(grid, problem)
            return self.refused(rows, grid)
        except PlanInTheWay as problem:
            key = problem.new.variant_id, problem.new.price_list_id
            grid.add_error(field_of("price", key), plan_in_words(problem))
            return self.refused(rows, grid)
        count = len(grid.changed) + len(grid.prices) - len(waiting)
        words = ngettext("%(count)d cell is saved.", "%(count)d cells are saved.", count)
        if count or not waiting:
            messages.success(request, words % {"count": count})
        if waiting:
            messages.warning(request, waiting_in_words(waiting))
        return HttpResponseRedirect(self.get_back_url())

    def refused(self, rows, grid):
        messages.error(self.request, _("Nothing was changed: please look at the form."))
        return self.render_to_response(self.get_context_data(rows=rows, grid=grid), status=422)

    def _say_moved(self, grid, problem):
        for move in problem.moves:
            words = _("You saw %(seen)s; since then it is %(now)s. Save again if yours is right.")
            facts = {"seen": _said(move.seen), "now": _said(move.actual)}
            grid.add_error(name_of(move.key), words % facts)
            grid.show_moved_cell(move.key, move.actual)
        with_names([move.change for move in problem.price_moves if move.change])
        for move in problem.price_moves:
            grid.add_error(field_of("price", move.key), moved_in_words(move))
            grid.show_moved(move.key, move.actual)


def _said(number):
    return _("nothing") if number is None else number
