"""The addresses of pages; everything that is not one of the shop's own may be one."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from content.views import journal_feed, product_feed, recently_viewed, serve, unlock

urlpatterns = [
    path("feeds/journal.xml", journal_feed, name="journal_feed"),
    path("recent/", recently_viewed, name="recently_viewed"),
    path("feeds/products.xml", product_feed, name="product_feed"),
    # Where Wagtail's form for the password of a page leads; its own route lies behind the pages.
    path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", unlock),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
