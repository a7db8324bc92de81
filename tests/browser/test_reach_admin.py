"""Nobody is kept out of the shop's screens in the admin: what axe-core finds there is Wagtail's own."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page

from commerce.backoffice.permissions import OFFERED_TO_GROUPS
from commerce.orders.desk import add_tag, write_message, write_note
from content.models import Announcement, StandardPage
from kinsite.accounts.models import User
from kinsite.demo.people import SNIPPETS, lay_in_people
from kinsite.foundation.actors import SYSTEM
from tests.chromium import hindrances
from tests.factories.catalogue import make_image, make_product
from tests.factories.content import make_home, make_journal, make_standard_page
from tests.factories.desk import erase_buyer
from tests.factories.reviews import make_paid_order
from tests.factories.snippets import (
    make_announcement,
    make_care_guide,
    make_footer_menu,
    make_header_menu,
    make_size_guide,
    make_testimonial,
)
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of
from tests.security.desk import screens
from tests.security.things import House

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=60), pytest.mark.django_db(transaction=True)]

# Looked at by axe-core: as a desk and as a tablet show it. Nothing may run over the edge at any.
EXAMINED, WIDTHS = (1280, 768), (1280, 768, 390)
# Tables cut off by what they scroll in, and icons that nobody gave a size.
OUT_OF_SHAPE = """() => [
    ...[...document.querySelectorAll("main .kin-table-wrap")]
        .filter((wrap) => wrap.scrollWidth > wrap.clientWidth + 1)
        .map((wrap) => `a table is ${wrap.scrollWidth - wrap.clientWidth} px wider than its place`),
    ...[...document.querySelectorAll("main svg.icon")]
        .filter((icon) => icon.getBoundingClientRect().width > 48)
        .map((icon) => `${icon.getAttribute("class")} is as wide as a picture`),
]"""
# Rules that Wagtail's own templates break, each with the place; a page of Wagtail's alone must show it too.
INHERITED = {
    # The heading over what a search or filter found (wagtailadmin/generic/listing_results.html, and its kin).
    "aria-allowed-role: ['h2[role=\"alert\"]']": "/admin/images/?q=desk",
}
# The style guide shows each element out of its page: no heading stands over it, and a way back is one of two.
OUT_OF_ITS_PAGE = {
    'heading-order: [\'section[aria-labelledby="entry-product_card"] > .guide-sample > article'
    " > .card__text > h4']",
    "heading-order: ['.card__text[lang=\"en\"] > h4']",
    "landmark-unique: ['.guide-sample > .breadcrumbs[aria-label=\"Breadcrumb\"]']",
}
# What Wagtail's rich text and typed tables bring into a form of blocks: neither says what is written there.
IN_BLOCKS = {
    "aria-input-field-name: ['.notranslate']",
    "label: ['#body-1-value-cell-0-0']",
    "label: ['#body-1-value-cell-0-1']",
}


@pytest.fixture
def house(shop):
    """Something of everything that screens are about."""
    make_journal()
    house = House()
    add_tag(order=house.order, label="Fragile", by=SYSTEM)
    write_note(order=house.order, text="Wants it on Friday", by=SYSTEM)
    write_message(order=house.order, text="It leaves us tomorrow.", to=house.order.email, by=SYSTEM)
    house.forgotten = erase_buyer(make_paid_order(house.desk, email="rosa@example.com"))
    return house


def asked_again(house):
    """Lists that are searched and narrowed, screens that are only sent to, and the order of nobody."""
    forms = [model._meta.label_lower.split(".") for model in registry]
    return [
        "/admin/",
        *(reverse("wagtailsettings:edit", args=form) for form in forms),
        f"{reverse('orders:index')}?q=meyer",
        f"{reverse('orders:index')}?q=nothing-like-it",
        f"{reverse('orders:index')}?view=all&country=US&payment=unpaid&held=1",
        f"{reverse('products:index')}?q=oak",
        f"{reverse('stock:index')}?level=low",
        reverse("orders:page", args=[house.forgotten.pk]),
        reverse("orders:message", args=[house.forgotten.pk]),
    ]


def look(page, address, path, until="networkidle"):
    """What hinders anybody on a screen, by width."""
    found = {}
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert page.goto(address + path, wait_until=until).status == 200, path
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path, width] = {
            *([*hindrances(page), *page.evaluate(OUT_OF_SHAPE)] if width in EXAMINED else []),
            *([f"{wide} px too wide"] if wide > 0 else []),
        }
    return found


@pytest.mark.slow(seconds=180)
def test_the_shops_own_screens_hinder_nobody(enter, live_server, house, client):
    """Each as the URLconf knows it, so that none is forgotten; one door for all of them."""
    client.force_login(house.owner)
    shown, led = screens(client, house)
    assert {*led} == {"admin/settings/<slug:app_name>/<slug:model_name>/"}
    page, errors, found = enter(house.owner), [], {}
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in [*shown.values(), *asked_again(house)]:
        found |= look(page, live_server.url, path, until="load")
    known = {reverse("style_guide"): OUT_OF_ITS_PAGE}
    left = {
        (path, width): rest
        for (path, width), problems in found.items()
        if (rest := problems - set(INHERITED) - known.get(path, set()))
    }
    assert left == {}, left
    assert errors == []


def test_the_lists_of_snippets_hinder_nobody(enter, live_server):
    rights = [f"content.{verb}_{kind}" for verb in ("view", "add", "change") for kind in SNIPPETS]
    page, found = enter(make_colleague(*rights)), {}
    for snippet in (make_announcement(), make_size_guide()):
        found |= look(page, live_server.url, reverse(snippet.snippet_viewset.get_url_name("list")))
    assert {place: left for place, problems in found.items() if (left := problems - set(INHERITED))} == {}


def test_the_forms_of_snippets_hinder_nobody(enter, live_server):
    rights = [f"content.{verb}_{kind}" for verb in ("view", "add", "change", "publish") for kind in SNIPPETS]
    page, found = enter(make_colleague(*rights)), {}
    snippets = [
        make_announcement(link_label="See", link_address="/shop/"),
        make_header_menu({"label": "All desks", "address": "/shop/"}),
        make_footer_menu({"Help": [{"label": "Cart", "address": "/cart/"}]}),
        make_testimonial(),
        make_size_guide(),
        make_care_guide(),
    ]
    for snippet in snippets:
        path = reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])
        found |= look(page, live_server.url, path)
    found |= look(page, live_server.url, reverse(Announcement.snippet_viewset.get_url_name("add")))
    left = {
        place: rest for place, problems in found.items() if (rest := problems - set(INHERITED) - IN_BLOCKS)
    }
    assert left == {}, left


def submitted_by(name):
    by = User.objects.get(email=f"{name}@example.com")
    page = make_home().add_child(instance=StandardPage(title=f"By {name}", live=False))
    page.save_revision(user=by)
    page.get_workflow().start(page, by)
    return page


def test_the_screens_of_the_workflow_hinder_nobody(enter, live_server):
    lay_in_people()
    live = make_standard_page("About")
    mine, theirs = (
        make_home().add_child(instance=StandardPage(title=t, live=False)) for t in ("Mine", "Theirs")
    )
    for page, name in ((mine, "publisher"), (theirs, "editor")):
        by = User.objects.get(email=f"{name}@example.com")
        page.save_revision(user=by)
        page.get_workflow().start(page, by)
    page, found = enter(User.objects.get(email="publisher@example.com")), {}
    for path in (
        reverse("wagtailadmin_home"),
        *(reverse("wagtailadmin_pages:edit", args=[row.pk]) for row in (mine, theirs, live)),
        reverse("wagtailadmin_pages:history", args=[theirs.pk]),
        f"{reverse('find_page_to_take_down')}?q=about",
        reverse("take_page_down", args=[live.pk]),
    ):
        found |= look(page, live_server.url, path)
    assert {place: left for place, problems in found.items() if (left := problems - set(INHERITED))} == {}


def test_a_page_is_taken_down_by_keyboard_alone(enter, live_server):
    lay_in_people()
    live = make_standard_page("About us")
    page = enter(User.objects.get(email="manager@example.com"))
    page.goto(live_server.url + reverse("find_page_to_take_down"))
    page.get_by_label("Title or address").press_sequentially("about")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="About us").press("Enter")
    page.get_by_label("Reason").press_sequentially("Wrong address")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The page is down.")).to_be_visible()
    assert not Page.objects.get(pk=live.pk).live


def test_a_refused_form_says_so_to_everybody(enter, live_server, shop):
    page = enter(make_colleague(*OFFERED_TO_GROUPS))
    variant = make_product("DESK-OAK", title="Oak desk", price=12900, stock=2)
    found = {}
    for path in (
        reverse("products:add"),
        reverse("products:price", args=[variant.pk, "usd"]),
        reverse("stock:page", args=[stock_of(variant).pk]),
    ):
        page.goto(live_server.url + path, wait_until="networkidle")
        form = page.locator("main form[method=post]").first
        form.evaluate("form => { form.noValidate = true }")
        form.locator("input[type=text], input[type=number]").first.fill("")
        form.locator("button[type=submit]").click()
        expect(page.locator("main .w-field__errors, main .error-message").first).to_be_visible()
        found[path] = set(hindrances(page)) - set(INHERITED)
    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize("rule", INHERITED)
def test_what_is_inherited_is_on_a_page_of_wagtails_alone(enter, live_server, rule):
    make_image("A desk")
    owner = make_colleague()
    owner.is_superuser = True
    owner.save()
    page = enter(owner)
    page.goto(live_server.url + INHERITED[rule], wait_until="networkidle")
    assert rule in hindrances(page)
