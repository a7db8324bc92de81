"""S41: looking writes nothing. Each route is asked by a guest and by the owner of the shop, who also buys.

Routes are read from the URLconf and filled with things that exist. What writes stands here by name.
"""

import pytest

from tests.commerce.storefront.conftest import Browser
from tests.factories.content import make_journal
from tests.security.routes import walk
from tests.security.test_s52_hostile_text import SCREENS
from tests.security.things import House
from tests.security.writes import written

pytestmark = pytest.mark.django_db

# What sessions remember; files of pictures where the task of their upload was not there yet.
ALWAYS = {"django_session", "media_rendition"}
EDITED = [
    "admin/pages/<int:page_id>/revisions/<int:revision_id>/revert/",
    "admin/snippets/content/announcement/edit/<int:pk>/",
    "admin/snippets/content/announcement/history/<int:pk>/revisions/<int:revision_id>/revert/",
    "admin/snippets/search/promotedresult/edit/<int:pk>/",
    "admin/snippets/search/synonym/edit/<int:pk>/",
]
# By route: what is written all the same, and nothing else.
WRITES = {
    # What was looked for, without by whom, for staff who mend what finds nothing.
    "search/": {"search_searchquery"},
    # Who has a page open, so that two editors see each other; and that its editor is told of comments.
    "admin/pages/<int:page_id>/edit/": {"wagtailadmin_editingsession", "wagtailcore_pagesubscription"},
    **{text: {"wagtailadmin_editingsession"} for text in EDITED},
    # How large a picture's file is, measured when it is first asked for.
    "admin/images/<int:image_id>/": {"media_image", "wagtailsearch_indexentry"},
    # A colleague's settings of the admin, made when they first look at them.
    "admin/account/": {"wagtailusers_userprofile"},
}
# Kinds of snippets whose screens are those of announcements, view by view.
LIKE_ANNOUNCEMENTS = tuple(
    f"admin/snippets/{start}content/{kind}/"
    for start in ("", "choose/")
    for kind in ("headermenu", "footermenu", "testimonial", "sizeguide", "careguide")
)
FOUND = {200, 204, 302, 405}
# Routes of the shop that find nothing here: nobody comes back from paying, and no file is there.
NOTHING_THERE = {
    "checkout/return/status/",
    "documents/^(\\d+)/(.*)$",
    "documents/authenticate_with_password/<int:restriction_id>/",
    "^media/(?P<path>.*)$",
    "_util/login/",
}
# Pages of a second factor that nobody set up.
NO_SECOND_FACTOR = {
    "accounts/2fa/totp/deactivate/",
    "accounts/2fa/recovery-codes/",
    "accounts/2fa/recovery-codes/download/",
}


@pytest.fixture
def house(shop):
    make_journal()
    return House()


def routes():
    """Those at which somebody signs out come last."""
    found = [route for route in walk() if not route.text.startswith(LIKE_ANNOUNCEMENTS)]
    return sorted(found, key=lambda route: "logout" in route.text)


def looked(browser, house, routes):
    """What was written by a look at each route, and the answers."""
    tables_of, codes = {}, {}
    for route in routes:
        with written() as tables:
            asked = {"q": "desk"} if route.text.startswith("search/") else None
            codes[route.text] = browser.get(house.address(route.address), asked).status_code
        tables_of.setdefault(route.text, set()).update(tables - ALWAYS)
    return {text: tables for text, tables in tables_of.items() if tables}, codes


def test_s41_a_guests_look_at_the_shop_writes_nothing(house):
    shop = [route for route in routes() if not route.text.startswith("admin/")]
    wrote, codes = looked(Browser(), house, shop)
    assert wrote == {text: tables for text, tables in WRITES.items() if text == "search/"}
    assert {text for text, code in codes.items() if code not in FOUND} == NOTHING_THERE


def test_s41_the_owners_look_at_shop_account_and_admin_writes_nothing(house):
    browser = Browser(raise_request_exception=False)
    browser.force_login(house.owner)
    wrote, codes = looked(browser, house, routes())
    assert wrote == WRITES
    ours = {text for text in codes if text.startswith(SCREENS) or not text.startswith("admin/")}
    assert {text for text in ours if codes[text] not in FOUND} == NOTHING_THERE | NO_SECOND_FACTOR
    assert len([text for text, code in codes.items() if code == 200]) > 250
    assert [text for text, code in codes.items() if code >= 500] == ["admin/failwhale/"]
