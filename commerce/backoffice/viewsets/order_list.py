"""The order list: open work first, found and narrowed, in views that colleagues keep."""

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from commerce.backoffice.columns import PlainTable
from commerce.backoffice.forms.bulk import ExportForm, JobForm
from commerce.backoffice.forms.order_list import ColumnsForm, FilterForm, ViewForm
from commerce.backoffice.models import ColumnChoice, SavedView
from commerce.backoffice.order_columns import USUAL, NumberColumn, TickColumn, columns_named
from commerce.backoffice.permissions import CHANGE_ORDERS, EXPORT_ORDERS
from commerce.backoffice.viewsets.base import ShopListView
from commerce.orders.facets import TABS
from commerce.orders.listing import COUNTED_TO, OrderFilter, newer_than, page_of
from commerce.orders.models import Order
from commerce.orders.queries import orders_reserved
from commerce.orders.search import order_numbered
from kinsite.foundation import clock

# In the session: what was typed into a form of views that was refused, until the list shows it.
REFUSED = "refused_order_view"
PLACE = re.compile("(after|before)=([0-9]{1,18})")


class OrderListView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Open work, the newest first. The number of an order opens it."""

    model = Order
    permission_required = "view"
    template_name = "commerce/backoffice/orders/list.html"
    page_title = _("Orders")
    header_icon = "doc-full-inverse"
    inspect_url_name = None

    @cached_property
    def chosen(self):
        return OrderFilter.read(self.request.GET)

    @cached_property
    def header_buttons(self):
        address = reverse("orders:to_capture")
        label = _("Reservations by their end")
        return [HeaderButton(label, url=address, icon_name="time", icon_only=True)]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request, *args, **kwargs):
        if self.chosen.text and (order := order_numbered(self.chosen.text)):
            query = replace(self.chosen, text="").link
            return HttpResponseRedirect(f"{reverse('orders:page', args=[order.pk])}?{query}")
        if any(value == "" for value in request.GET.values()):
            return HttpResponseRedirect(address_of(self.chosen.query))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        chosen, user = self.chosen, self.request.user
        page = page_of(chosen, after=self._order("after"), before=self._order("before"))
        shown = shown_columns(user)
        may_change, may_export = user.has_perm(CHANGE_ORDERS), user.has_perm(EXPORT_ORDERS)
        has_ticks = may_change or may_export
        ticks = [TickColumn()] if has_ticks else []
        columns = [*ticks, NumberColumn(self.inspect_url_name, chosen.link), *columns_named(shown)]
        views = saved_views(user, chosen)
        # One's own first: beside an equal one of a colleague it is the one that can be renamed and deleted.
        same = sorted((view for view in views if view.is_current), key=lambda view: view.owner_id != user.pk)
        current = next(iter(same), None)
        refused = self.request.session.pop(REFUSED, {"form": "", "typed": {}})
        typed = {name: refused["typed"] if name == refused["form"] else {} for name in ("save", "rename")}
        return super().get_context_data(**kwargs) | {
            "chosen": chosen,
            "tabs": tabs_of(chosen),
            "views": views,
            "current": current,
            "form": FilterForm(chosen=chosen),
            "page": page,
            "object_list": page.orders,
            "table": PlainTable(columns, page.orders, caption=_("Orders")),
            "count": count_words(page),
            "query": chosen.query,
            "place": self._place,
            "query_in_full": chosen.in_tab(chosen.tab_shown).query,
            "has_ticks": has_ticks,
            "job_form": JobForm(auto_id="id_bulk_%s") if may_change else None,
            "export_form": ExportForm(auto_id="id_export_%s") if may_export else None,
            "columns_form": ColumnsForm(initial={"columns": shown}),
            "open_form": refused["form"],
            "view_form": ViewForm(user=user, initial=typed["save"]),
            "rename_form": current
            and current.owner_id == user.pk
            and ViewForm(
                user=user,
                auto_id="id_rename_%s",
                initial={"name": current.name, "is_shared": current.is_shared} | typed["rename"],
            ),
            "news": address_of(chosen.query, "news", since=clock.now().isoformat()),
        }

    @property
    def _place(self):
        """The page that is seen, for what leads back to it."""
        return next((f"{name}={pk}" for name in ("after", "before") if (pk := self._order(name))), "")

    def _order(self, name):
        """The id of the order that a page begins after or ends before, or None."""
        text = self.request.GET.get(name, "")
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else None


class NewsView(PermissionCheckedMixin, View):
    """How many orders of a filter came since a moment; asked by the list while it is open."""

    model = Order
    permission_required = "view"

    def get(self, request, *args, **kwargs):
        try:
            since = datetime.fromisoformat(request.GET.get("since", ""))
        except ValueError:
            since = None
        is_moment = since and since.tzinfo and since.year in clock.YEARS
        count = newer_than(since, OrderFilter.read(request.GET)) if is_moment else 0
        words = ngettext("%(count)s new order", "%(count)s new orders", count) % {"count": _capped(count)}
        return JsonResponse({"count": count, "words": words})


class ReservedListView(ShopListView):
    """Orders whose money is only reserved: what ends soonest first."""

    model = Order
    page_title = _("To capture")
    header_icon = "doc-full-inverse"
    default_ordering = "reserved_until"
    is_searchable = False
    is_export = False

    @cached_property
    def columns(self):
        until = DateColumn("reserved_until", label=_("Reserved until"), sort_key="reserved_until")
        link = OrderFilter("to-capture").link
        return [
            NumberColumn(self.inspect_url_name, link),
            *columns_named({"placed", "customer", "total"}),
            until,
            Column("fulfilment", label=_("Fulfilment"), accessor="get_fulfilment_state_display"),
        ]

    def get_base_queryset(self):
        return orders_reserved()


def address_of(query, name="index", **more):
    """The list, or what belongs to it, with a filter's query."""
    parts = [part for part in (query, urlencode(more)) if part]
    return reverse(f"orders:{name}") + ("?" + "&".join(parts) if parts else "")


def place_of(text):
    """The page of a list as its forms say it: after or before which order; nothing of any other text."""
    found = PLACE.fullmatch(text)
    return {found[1]: found[2]} if found else {}


def tabs_of(chosen):
    """The views that everybody has, each with what it shows of a filter."""
    here = chosen.tab_shown
    return [
        {"label": tab.label, "query": chosen.in_tab(name).query, "is_current": name == here}
        for name, tab in TABS.items()
    ]


def shown_columns(user):
    """The columns that a colleague looks at."""
    choice = ColumnChoice.objects.filter(owner=user).first()
    return choice.columns if choice else USUAL


def saved_views(user, chosen):
    """A colleague's own views and those that are shared; `is_current` is one that shows just this."""
    views = list(SavedView.objects.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner"))
    here = chosen.kept.query
    for view in views:
        view.is_current = not (chosen.text or chosen.unread) and view.query == here
    return views


def count_words(page):
    """How many orders there are; empty where that was not counted."""
    if page.count is None:
        return ""
    return ngettext("%(count)s order", "%(count)s orders", page.count) % {"count": _capped(page.count)}


def _capped(count):
    if count > COUNTED_TO:
        return _("more than %(count)s") % {"count": f"{COUNTED_TO:,}"}
    return count
