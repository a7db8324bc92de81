"""The addresses of pages; everything that is not one of the shop's own may be one."""

from django.urls import re_path
from wagtail.urls import serve_pattern

from content.views import serve

urlpatterns = [re_path(serve_pattern, serve, name="wagtail_serve")]
