"""What content adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content import duties, guard
from content.desk import PlannedPanel, RefusedPanel
from content.history import NoteForApprovers, RefusedPlan, TakenDown
from content.notifications import NOTED, REFUSED, TAKEN_DOWN
from content.styleguide.views import style_guide
from content.takedown import rights_for_groups
from content.viewsets.deciding import DecideItem, ToModeratePanel, take_from_menu
from content.viewsets.pages import (
    DeletePagesAction,
    PagesViewSet,
    SharePreviewButton,
    SharePreviewView,
    SubmitWithNote,
)
from content.viewsets.planned import TITLE as CALENDAR
from content.viewsets.planned import CalendarItem, CalendarView
from content.viewsets.snippets import SnippetsGroup
from content.viewsets.takedown import TITLE, FindPageView, TakeDownButton, TakeDownItem, TakeDownView

register_snippet(SnippetsGroup)
hooks.register("register_permissions", rights_for_groups)
hooks.register("register_bulk_action", DeletePagesAction, order=1)
hooks.register("construct_page_action_menu", SubmitWithNote.take_place)
hooks.register("construct_page_action_menu", take_from_menu)
hooks.register("construct_page_action_menu", DecideItem.take_place)
hooks.register("construct_homepage_panels", ToModeratePanel.take_place)


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
    duties.refuse_own_launch(page=page, by=request.user)
    guard.refuse_unfit(page)


@hooks.register("register_log_actions")
def name_what_is_logged(actions):
    """What a page's history says of what only this house does."""
    actions.register_action(REFUSED)(RefusedPlan)
    actions.register_action(NOTED)(NoteForApprovers)
    actions.register_action(TAKEN_DOWN)(TakenDown)


@hooks.register("before_delete_page")
def refuse_sold_or_used_page(request, page):
    """The view that deletes goes round the page's own delete()."""
    guard.refuse_sold(page)
    guard.refuse_used_pages([page], user=request.user)


@hooks.register("before_bulk_action")
def refuse_sold_and_used_rows(request, action_type, objects, action_class_instance):
    """In bulk pages are deleted as plain pages, whose delete() knows nothing of orders and uses."""
    duties.refuse_in_bulk(action=action_type, rows=objects, by=request.user)
    guard.refuse_in_bulk(action_type, objects, user=request.user)


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


@hooks.register("register_admin_urls")
def serve_calendar():
    return [path("reports/calendar/", CalendarView.as_view(), name="planned_calendar")]


@hooks.register("register_reports_menu_item")
def list_calendar():
    return CalendarItem(CALENDAR, reverse_lazy("planned_calendar"), icon_name="calendar-alt", order=650)


@hooks.register("register_admin_urls")
def serve_taking_down():
    return [
        path("take-down/", FindPageView.as_view(), name="find_page_to_take_down"),
        path("take-down/<int:page_id>/", TakeDownView.as_view(), name="take_page_down"),
    ]


@hooks.register("register_admin_menu_item")
def list_taking_down():
    return TakeDownItem(TITLE, reverse_lazy("find_page_to_take_down"), icon_name="warning", order=450)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_to_take_down(page, user, view_name="", next_url=None):
    yield TakeDownButton(page, user)
