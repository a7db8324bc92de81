"""Every address of the house. Callers from outside and machines first, then what people read."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from commerce.webhooks import stripe_webhook
from content.views import llms, shared_preview, sitemap
from kinsite import views
from kinsite.accounts.views import admin_sign_in, admin_sign_out

handler404 = "kinsite.views.page_not_found"

urlpatterns = [
    path("stripe/webhook/", stripe_webhook, name="stripe_webhook"),
    path("livez", views.livez),
    path("readyz", views.readyz),
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap),
    path("llms.txt", llms),
    path("csp-report/", views.csp_report),
    path("admin/login/", admin_sign_in),
    path("admin/logout/", admin_sign_out),
    path("admin/", include(wagtailadmin_urls)),
    path("preview/<str:token>/", shared_preview, name="shared_preview"),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", views.media, name="media")]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("", include("commerce.storefront.urls")),
    path("", include("search.urls")),
    path("", include("content.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
