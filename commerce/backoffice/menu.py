"""The Shop menu of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from commerce.backoffice.viewsets.credit import CreditViewSet
from commerce.backoffice.viewsets.customer_groups import CustomerGroupViewSet
from commerce.backoffice.viewsets.customers import CustomerViewSet
from commerce.backoffice.viewsets.discounts import DiscountViewSet
from commerce.backoffice.viewsets.drafts import DraftViewSet
from commerce.backoffice.viewsets.letters import FailedLetterViewSet
from commerce.backoffice.viewsets.orders import OrderViewSet
from commerce.backoffice.viewsets.price_proposals import PriceProposalViewSet
from commerce.backoffice.viewsets.products import ProductViewSet
from commerce.backoffice.viewsets.reconciliation import ReconciliationViewSet
from commerce.backoffice.viewsets.refunds import RefundViewSet
from commerce.backoffice.viewsets.reviews import ReviewViewSet
from commerce.backoffice.viewsets.stock import StockViewSet


class ShopGroup(ViewSetGroup):
    menu_label = _("Shop")
    menu_icon = "clipboard-list"
    menu_order = 150
    items = (
        OrderViewSet,
        DraftViewSet,
        CustomerViewSet,
        ProductViewSet,
        StockViewSet,
        DiscountViewSet,
        CreditViewSet,
        CustomerGroupViewSet,
        ReviewViewSet,
        PriceProposalViewSet,
        RefundViewSet,
        ReconciliationViewSet,
        FailedLetterViewSet,
    )
