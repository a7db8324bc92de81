"""Panels of our own in the page editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from commerce.catalogue.models import ListingRow


class ProductFactsPanel(Panel):
    """What the shop knows of the page's product, to be read here and changed there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/panels/product_facts.html"

        def get_context_data(self, parent_context=None):
            product = self.instance.product
            rows = ListingRow.objects.filter(product=product).select_related("market__price_list")
            return {
                **super().get_context_data(parent_context),
                "product": product,
                "rows": [
                    {
                        "market": row.market,
                        "price": row.price if row.from_minor is not None else None,
                        "stock": row.get_availability_display(),
                        "is_listed": row.is_listed,
                    }
                    for row in (rows if product else [])
                ],
                "help": _("Prices and stock are kept in the shop, not in the page."),
            }
