"""Answers to editors whose request the rules refuse, whichever screen it came from."""

from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from content.errors import EditorRefused, SnippetInUse


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
        if isinstance(exception, SnippetInUse):
            return redirect(AdminURLFinder(request.user).get_edit_url(exception.page) or "wagtailadmin_home")
        if Page.objects.filter(pk=exception.page.pk).exists():
            return redirect("wagtailadmin_pages:edit", exception.page.pk)
        return redirect("wagtailadmin_explore_root")
