"""Panels of our own in the page editor."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel

from commerce.catalogue.models import ListingRow
from content.cards import stock_of
from kinsite.foundation import clock


class ProductFactsPanel(Panel):
    """What the shop says of the page's product: read here, changed there by those who may."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/panels/product_facts.html"

        def get_context_data(self, parent_context=None):
            product = self.instance.product
            rows = ListingRow.objects.filter(product=product) if product else ListingRow.objects.none()
            return {
                **super().get_context_data(parent_context),
                "product": product,
                "product_url": AdminURLFinder(self.request.user).get_edit_url(product) if product else None,
                "rows": [
                    {
                        "market": row.market,
                        "price": row.price if row.from_minor is not None else None,
                        "stock": stock_of(row).text,
                        "is_listed": row.is_listed,
                    }
                    for row in rows.select_related("market__price_list")
                ],
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
