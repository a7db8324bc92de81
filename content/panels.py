"""Panels of our own in the page editor."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel

from commerce.backoffice.permissions import CHANGE_PRICES, VIEW_STOCK
from commerce.backoffice.queries import product_facts, variants_of
from commerce.catalogue.models import ListingRow
from commerce.markets.models import PriceList
from content.cards import stock_of
from content.queries.references import uses_of
from kinsite.foundation import clock


class ProductFactsPanel(Panel):
    """What the page's product is called and made of: read here, changed there by those who may."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/panels/product_facts.html"

        def get_context_data(self, parent_context=None):
            product, request = self.instance.product, self.request
            return {
                **super().get_context_data(parent_context),
                **(product_facts(product, request.LANGUAGE_CODE) if product else {"product": None}),
                "product_url": AdminURLFinder(request.user).get_edit_url(product) if product else None,
            }


class VariantsPanel(Panel):
    """What the product's variants cost and how many are left: read here, changed there by those who may."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/panels/variants.html"

        def get_context_data(self, parent_context=None):
            product, user = self.instance.product, self.request.user
            return {
                **super().get_context_data(parent_context),
                "product": product,
                "rows": _market_rows(product) if product else [],
                "variants": variants_of(product, self.request.LANGUAGE_CODE) if product else [],
                "price_lists": list(PriceList.objects.order_by("pk")),
                "can_price": user.has_perm(CHANGE_PRICES),
                "can_see_stock": user.has_perm(VIEW_STOCK),
                "help": _("Prices and stock are kept in the shop, not in the page."),
            }


class TimeZonePanel(Panel):
    """In which time zone the times beside it are read, and what time it is there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/panels/time_zone.html"

        def get_context_data(self, parent_context=None):
            now = timezone.localtime(clock.now())
            zone = timezone.get_current_timezone_name()
            return {**super().get_context_data(parent_context), "zone": zone, "now": now}


def _market_rows(product):
    rows = ListingRow.objects.filter(product=product).select_related("market__price_list")
    return [
        {
            "market": row.market,
            "price": row.price if row.from_minor is not None else None,
            "stock": stock_of(row).text,
            "is_listed": row.is_listed,
        }
        for row in rows
    ]


class UsesPanel(Panel):
    """Which pages, menus and announcements lead to this page, or show its product."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/panels/uses.html"

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "uses": uses_of(
                    self.instance, getattr(self.instance, "product", None), user=self.request.user
                ),
            }


class SchedulePanel(PublishingPanel):
    """Wagtail's dialog for the schedule, which says in what time zone its hours are read."""

    class BoundPanel(PublishingPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.help_text = _("Times are in the time zone %(zone)s, as your account says.") % {
                "zone": timezone.get_current_timezone_name()
            }


class CountedFieldPanel(FieldPanel):
    """A field that tells while one writes how long it is, and how long it should be at most."""

    def __init__(self, *args, counts_to, **kwargs):
        super().__init__(*args, **kwargs)
        self.counts_to = counts_to

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "counts_to": self.counts_to}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field is not None:
                self.bound_field.field.widget.attrs |= {
                    "data-counts-to": self.panel.counts_to,
                    # The script puts the count where the star is.
                    "data-counts-words": _("* of about %(most)s characters") % {"most": self.panel.counts_to},
                }
