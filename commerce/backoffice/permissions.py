"""What staff may do in the shop's screens: Django's own rights on the model that an action changes.

Prices are a right of their own, so that whoever words a product need not decide what it costs. They are
listed in Wagtail's form for groups.
"""

from django.contrib.auth.models import Permission
from django.db.models import Q

VIEW_ORDERS = "commerce.view_order"
CHANGE_ORDERS = "commerce.change_order"
EXPORT_ORDERS = "commerce.export_order"
REFUND_ORDERS = "commerce.refund_order"
APPROVE_REFUNDS = "commerce.approve_refund"
CHANGE_LIMITS = "commerce.change_refundlimit"
# Wagtail itself offers the rights of settings to groups.
CHANGE_PAYMENTS = "commerce.change_paymentsettings"
CHANGE_MAILS = "emails.change_mailsettings"
CHANGE_DELIVERIES = "commerce.change_shippingmethod"
CHANGE_TAXES = "commerce.change_taxrate"
CHANGE_MARKETS = "commerce.change_market"
VIEW_FIGURES = "commerce.view_dayfigures"
VIEW_PRODUCTS = "commerce.view_product"
ADD_PRODUCTS = "commerce.add_product"
CHANGE_PRODUCTS = "commerce.change_product"
CHANGE_PRICES = "commerce.change_price"
APPROVE_PRICES = "commerce.approve_priceproposal"
CHANGE_PRICE_LIMITS = "commerce.change_pricelimit"
VIEW_STOCK = "commerce.view_stockitem"
CHANGE_STOCK = "commerce.change_stockitem"
VIEW_REVIEWS = "commerce.view_review"
CHANGE_REVIEWS = "commerce.change_review"
ANSWER_DISPUTES = "commerce.answer_dispute"
VIEW_DIFFERENCES = "commerce.view_difference"
SETTLE_DIFFERENCES = "commerce.change_difference"
VIEW_DISCOUNTS = "commerce.view_discount"
ADD_DISCOUNTS = "commerce.add_discount"
CHANGE_DISCOUNTS = "commerce.change_discount"
VIEW_CREDIT = "commerce.view_creditaccount"
ISSUE_CREDIT = "commerce.issue_creditaccount"
VIEW_GROUPS = "commerce.view_customergroup"
CHANGE_GROUPS = "commerce.change_customergroup"
VIEW_CUSTOMERS = "commerce.view_customer"
CHANGE_CUSTOMERS = "commerce.change_customer"
EXEMPT_CUSTOMERS = "commerce.exempt_customer"
ERASE_CUSTOMERS = "commerce.erase_customer"
IMPERSONATE_CUSTOMERS = "commerce.impersonate_customer"
VIEW_LETTERS = "emails.view_letter"
VIEW_TRAIL = "commerce.view_trailentry"

OFFERED_TO_GROUPS = [
    VIEW_ORDERS,
    CHANGE_ORDERS,
    EXPORT_ORDERS,
    REFUND_ORDERS,
    APPROVE_REFUNDS,
    CHANGE_LIMITS,
    CHANGE_DELIVERIES,
    CHANGE_TAXES,
    CHANGE_MARKETS,
    VIEW_FIGURES,
    VIEW_PRODUCTS,
    ADD_PRODUCTS,
    CHANGE_PRODUCTS,
    CHANGE_PRICES,
    APPROVE_PRICES,
    CHANGE_PRICE_LIMITS,
    VIEW_STOCK,
    CHANGE_STOCK,
    VIEW_REVIEWS,
    CHANGE_REVIEWS,
    ANSWER_DISPUTES,
    VIEW_DIFFERENCES,
    SETTLE_DIFFERENCES,
    VIEW_DISCOUNTS,
    ADD_DISCOUNTS,
    CHANGE_DISCOUNTS,
    VIEW_CREDIT,
    ISSUE_CREDIT,
    VIEW_GROUPS,
    CHANGE_GROUPS,
    VIEW_CUSTOMERS,
    CHANGE_CUSTOMERS,
    EXEMPT_CUSTOMERS,
    ERASE_CUSTOMERS,
    IMPERSONATE_CUSTOMERS,
    VIEW_LETTERS,
    VIEW_TRAIL,
]


def rights_for_groups():
    """The rights that a group may be given in the admin."""
    wanted = Q()
    for name in OFFERED_TO_GROUPS:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(wanted)
