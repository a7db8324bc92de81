"""Answers to editors whose request the rules refuse, whichever screen it came from."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from content.errors import EditorRefused


class EditorRefusedMiddleware:
    """Show what was refused and why, beside the page, as a list."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, EditorRefused):
            return None
        reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in exception.reasons))
        messages.error(request, format_html("{}<ul>{}</ul>", exception.title, reasons))
        way = _way_on(request, exception.page)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # A dialog of the admin asked; it goes where its answer says.
            return JsonResponse({"step": "success", "redirect": way.url})
        return way


def _way_on(request, row):
    """To the page, file or snippet that was refused something, else to where pages are looked through."""
    if not type(row).objects.filter(pk=row.pk).exists():
        return redirect("wagtailadmin_explore_root")
    if isinstance(row, Page):
        return redirect("wagtailadmin_pages:edit", row.pk)
    return redirect(AdminURLFinder(request.user).get_edit_url(row) or "wagtailadmin_home")
