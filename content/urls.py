"""The addresses of pages; everything that is not one of the shop's own may be one."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from content.views import product_feed, serve

urlpatterns = [
    path("feeds/products.xml", product_feed, name="product_feed"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
