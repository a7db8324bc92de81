"""The shop's own addresses, mounted once for each language."""

from django.urls import path

from commerce.storefront.views import account, checkout, orders

urlpatterns = [
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/place/", checkout.place, name="checkout_place"),
    path("checkout/return/", orders.checkout_return, name="checkout_return"),
    path("checkout/return/status/", orders.checkout_return_status, name="checkout_return_status"),
    path("account/", account.overview, name="account"),
    path("account/orders/", account.order_list, name="account_orders"),
    path("orders/<slug:token>/", orders.order_by_link, name="order"),
]
