"""What content adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content import guard
from content.desk import PlannedPanel, RefusedPanel
from content.history import NoteForApprovers, RefusedPlan
from content.notifications import NOTED, REFUSED
from content.styleguide.views import style_guide
from content.viewsets.pages import PagesViewSet, SharePreviewButton, SharePreviewView, SubmitWithNote
from content.viewsets.snippets import SnippetsGroup

register_snippet(SnippetsGroup)
hooks.register("construct_page_action_menu", SubmitWithNote.take_place)


@hooks.register("register_admin_viewset")
def register_pages():
    return PagesViewSet()


@hooks.register("register_admin_urls")
def register_sharing():
    view = require_admin_access(SharePreviewView.as_view())
    return [path("pages/<int:page_id>/share-preview/", view, name="share_preview")]


@hooks.register("register_page_header_buttons")
def offer_to_share(page, user, view_name, next_url=None):
    yield SharePreviewButton(page, user, view_name)


@hooks.register("construct_homepage_panels")
def show_what_is_planned(request, panels):
    panels += [RefusedPanel(), PlannedPanel()]


@hooks.register("insert_editor_js")
def count_characters():
    return format_html('<script type="module" src="{}"></script>', static("js/admin/counts.js"))


@hooks.register("before_publish_page")
def refuse_unfit_page(request, page):
    """The editor's own view publishes without asking the page."""
    guard.refuse_unfit(page)


@hooks.register("register_log_actions")
def name_what_is_logged(actions):
    """What a page's history says of what only this house does."""
    actions.register_action(REFUSED)(RefusedPlan)
    actions.register_action(NOTED)(NoteForApprovers)


@hooks.register("before_delete_page")
def refuse_sold_page(request, page):
    """The view that deletes goes round the page's own delete()."""
    guard.refuse_sold(page)


@hooks.register("before_bulk_action")
def refuse_sold_pages_and_used_files(request, action_type, objects, action_class_instance):
    """In bulk pages are deleted as plain pages, whose delete() knows nothing of orders."""
    guard.refuse_in_bulk(action_type, objects)


@hooks.register("before_delete_snippet")
def refuse_used_snippets(request, snippets):
    """In bulk snippets are deleted by one query, which asks none of them."""
    for snippet in snippets:
        guard.refuse_used(snippet)


@hooks.register("register_admin_urls")
def serve_style_guide():
    return [path("style-guide/", style_guide, name="style_guide")]


@hooks.register("register_help_menu_item")
def list_style_guide():
    return MenuItem(_("Style guide"), reverse_lazy("style_guide"), icon_name="view", order=900)
