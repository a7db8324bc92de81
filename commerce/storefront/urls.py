"""The shop's own addresses, mounted once for each language."""

from django.urls import path

from commerce.storefront.views import (
    account,
    cart,
    changes,
    checkout,
    confirming,
    drafts,
    invoices,
    messages,
    newsletter,
    offers,
    orders,
    own_reviews,
    reviews,
    support,
    wallets,
    wishes,
)

urlpatterns = [
    # A product's live part, and the cart. Every answer is this browser's alone.
    path("offers/<slug:code>/", offers.offer, name="offer"),
    path("cart/", cart.cart, name="cart"),
    path("cart/drawer/", cart.drawer, name="cart_drawer"),
    path("cart/badge/", cart.badge, name="cart_badge"),
    path("cart/add/", cart.add, name="cart_add"),
    path("cart/code/", cart.code, name="cart_code"),
    path("cart/lines/<int:line_id>/change/", cart.change_line, name="cart_line_change"),
    path("cart/lines/<int:line_id>/remove/", cart.remove, name="cart_line_remove"),
    path("cart/lines/<int:line_id>/save/", cart.save, name="cart_line_save"),
    # What people say of a product.
    path("reviews/<slug:code>/", reviews.reviews, name="reviews"),
    path("reviews/<slug:code>/write/", reviews.write, name="review_write"),
    path("reviews/<int:pk>/helpful/", reviews.helpful, name="review_helpful"),
    # From the cart to the order.
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/place/", checkout.place, name="checkout_place"),
    path("checkout/wallet/", wallets.wallet, name="checkout_wallet"),
    path("checkout/confirm/<str:token>/", confirming.confirm, name="checkout_confirm"),
    path("checkout/change/<slug:token>/", changes.change, name="order_change"),
    path("checkout/return/", orders.checkout_return, name="checkout_return"),
    path("checkout/return/status/", orders.checkout_return_status, name="checkout_return_status"),
    # The newsletter: asked for here, confirmed and ended by the links of letters.
    path("newsletter/", newsletter.newsletter, name="newsletter"),
    path("newsletter/asked/", newsletter.asked, name="newsletter_asked"),
    path("newsletter/confirm/<str:token>/", newsletter.confirm, name="newsletter_confirm"),
    path("unsubscribe/<slug:token>/", newsletter.unsubscribe, name="unsubscribe"),
    # What a customer comes back for.
    path("account/", account.overview, name="account"),
    path("account/orders/", account.order_list, name="account_orders"),
    path("account/visit/leave/", support.leave, name="visit_leave"),
    path("account/payment-methods/", wallets.saved_cards, name="payment_methods"),
    path("account/payment-methods/remove/", wallets.remove_card, name="payment_method_remove"),
    path("account/reviews/", own_reviews.own_reviews, name="account_reviews"),
    path("account/reviews/<int:pk>/", own_reviews.edit, name="account_review"),
    path("account/reviews/<int:pk>/withdraw/", own_reviews.withdraw, name="account_review_withdraw"),
    path("account/wishlist/", wishes.wishlist, name="wishlist"),
    path("account/wishlist/add/", wishes.add, name="wishlist_add"),
    path("account/wishlist/remove/", wishes.remove, name="wishlist_remove"),
    path("account/wishlist/notify/", wishes.notify, name="wishlist_notify"),
    path("account/wishlist/stop/", wishes.stop, name="wishlist_stop"),
    path("orders/prepared/<slug:token>/", drafts.prepared, name="draft"),
    path("orders/<slug:token>/", orders.order_by_link, name="order"),
    path("orders/<slug:token>/messages/", messages.write_by_link, name="order_message"),
    path("orders/<slug:token>/invoices/<int:pk>/", invoices.invoice, name="order_invoice"),
    path("orders/<slug:token>/reviews/<int:line_id>/", reviews.write_by_link, name="order_review"),
    path(
        "orders/<slug:token>/reviews/<int:line_id>/edit/",
        own_reviews.edit_by_link,
        name="order_review_edit",
    ),
    path(
        "orders/<slug:token>/reviews/<int:line_id>/withdraw/",
        own_reviews.withdraw_by_link,
        name="order_review_withdraw",
    ),
]
