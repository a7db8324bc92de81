"""What content adds to Wagtail's admin."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content import guard
from content.notifications import REFUSED
from content.styleguide.views import style_guide


@hooks.register("before_publish_page")
def refuse_unfit_page(request, page):
    """The editor's own view publishes without asking the page."""
    guard.refuse_unfit(page)


@hooks.register("register_log_actions")
def name_what_is_logged(actions):
    """What a page's history says of a planned publication that the guard refused."""
    actions.register_action(REFUSED, _("Refuse planned publication"), _("Not published when it was due"))


@hooks.register("before_delete_page")
def refuse_sold_page(request, page):
    """The view that deletes goes round the page's own delete()."""
    guard.refuse_sold(page)


@hooks.register("before_bulk_action")
def refuse_sold_pages(request, action_type, objects, action_class_instance):
    """In bulk pages are deleted as plain pages, whose delete() knows nothing of orders."""
    guard.refuse_sold_in_bulk(action_type, objects)


@hooks.register("register_admin_urls")
def serve_style_guide():
    return [path("style-guide/", style_guide, name="style_guide")]


@hooks.register("register_help_menu_item")
def list_style_guide():
    return MenuItem(_("Style guide"), reverse_lazy("style_guide"), icon_name="view", order=900)
