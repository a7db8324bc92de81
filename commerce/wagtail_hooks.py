"""What commerce registers with Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from commerce.backoffice import settings  # noqa: F401 - imported for what it registers
from commerce.backoffice.history import BegunExport, BegunJob, ChangedLimit, TestedLetter
from commerce.backoffice.home import ActivityPanel, TakingsPanel
from commerce.backoffice.mentions_panel import MentionsPanel
from commerce.backoffice.menu import ShopGroup
from commerce.backoffice.operations import TESTED
from commerce.backoffice.permissions import rights_for_groups
from commerce.backoffice.rights_panel import RightsPanel
from commerce.backoffice.tiles import TilesPanel
from commerce.backoffice.trail_links import ways_of_a_colleague
from commerce.backoffice.viewsets.deliveries import DeliveryViewSet
from commerce.backoffice.viewsets.mails import MailViewSet
from commerce.backoffice.viewsets.markets import MarketViewSet
from commerce.backoffice.viewsets.notices import NoticesPanel, NoticesViewSet
from commerce.backoffice.viewsets.price_proposals import PriceLimitViewSet
from commerce.backoffice.viewsets.product_chooser import product_chooser
from commerce.backoffice.viewsets.refunds import RefundLimitViewSet
from commerce.backoffice.viewsets.taxes import TaxViewSet
from commerce.backoffice.viewsets.trail import TrailViewSet
from commerce.bulk.operations import LOGGED as BULK_JOB
from commerce.exports.operations import LOGGED as EXPORT
from commerce.refunds.models import LIMITED

hooks.register("register_permissions", rights_for_groups)


@hooks.register("register_admin_viewset")
def register_shop():
    return ShopGroup()


@hooks.register("register_admin_viewset")
def register_product_chooser():
    return product_chooser


@hooks.register("register_admin_viewset")
def register_refund_limits():
    return RefundLimitViewSet()


@hooks.register("register_admin_viewset")
def register_price_limits():
    return PriceLimitViewSet()


@hooks.register("register_admin_viewset")
def register_notices():
    return NoticesViewSet()


@hooks.register("register_admin_viewset")
def register_deliveries():
    return DeliveryViewSet()


@hooks.register("register_admin_viewset")
def register_taxes():
    return TaxViewSet()


@hooks.register("register_admin_viewset")
def register_markets():
    return MarketViewSet()


@hooks.register("register_admin_viewset")
def register_mails():
    return MailViewSet()


@hooks.register("register_admin_viewset")
def register_trail():
    return TrailViewSet()


@hooks.register("register_user_listing_buttons")
def what_a_colleague_did(user, request_user):
    return ways_of_a_colleague(request_user, user)


@hooks.register("register_group_permission_panel", order=1000)
def last_panel_of_groups():
    return RightsPanel


@hooks.register("construct_homepage_panels")
def show_the_shop(request, panels):
    panels += [TilesPanel(), TakingsPanel(), NoticesPanel(), ActivityPanel()]


@hooks.register("construct_homepage_panels")
def show_who_is_mentioned(request, panels):
    panels.append(MentionsPanel())


@hooks.register("register_log_actions")
def name_what_is_logged(actions):
    """What the log of the admin says of what is done by actions of ours."""
    actions.register_action(LIMITED)(ChangedLimit)
    actions.register_action(BULK_JOB)(BegunJob)
    actions.register_action(EXPORT)(BegunExport)
    actions.register_action(TESTED)(TestedLetter)


@hooks.register("insert_global_admin_css")
def shop_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/backoffice.css"))
