"""Answers of the house itself: alive, ready, errors, and what every template knows."""

import json
import logging

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django.views.static import serve

logger = logging.getLogger(__name__)

CSP_REPORT_BYTES = 16 * 1024
PICTURE_SECONDS = 7 * 24 * 60 * 60


def site(request):
    """Context processor: what every page knows of the house."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL, "demo": settings.DEMO}


@require_GET
@never_cache
def livez(request):
    """The process answers; nothing it depends on is asked."""
    return HttpResponse("alive", content_type="text/plain")


@require_GET
@never_cache
def readyz(request):
    """The process can serve: the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        logger.exception("not ready")
        return HttpResponse("not ready", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


@require_GET
def media(request, path):
    """An uploaded file, where no server or CDN in front serves them; 404 for a name no file can have."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError:
        raise Http404 from None
    if path.startswith("images/"):
        # What was made of a picture bears the name of its making.
        patch_cache_control(response, public=True, max_age=PICTURE_SECONDS)
    return response


@require_GET
def robots(request):
    """What crawlers should leave alone, in every language."""
    closed = ["cart/", "checkout/", "orders/", "account/", "accounts/", "offers/"]
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    lines = ["User-agent: *", "Disallow: /admin/"]
    lines += [f"Disallow: {prefix}{path}" for prefix in prefixes for path in closed]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@csrf_exempt
@require_POST
def csp_report(request):
    """Write down what a browser refused to load; nothing a caller sends is stored."""
    body = request.read(CSP_REPORT_BYTES + 1)
    if len(body) > CSP_REPORT_BYTES:
        return HttpResponse(status=413)
    try:
        report = json.loads(body)["csp-report"]
        fields = {name: str(report.get(name, ""))[:200] for name in ("violated-directive", "blocked-uri")}
    # The last is raised by JSON that is nested without end.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return HttpResponse(status=400)
    logger.warning("content security policy violated", extra=fields)
    return HttpResponse(status=204)


def csrf_failure(request, reason=""):
    """A form from a stale or foreign page: say how to go on."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)
