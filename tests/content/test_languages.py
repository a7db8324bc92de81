"""Other languages than the first: own pages, mirrors where there are none, and the ways between them."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale, Page

from commerce.catalogue.models import ListingRow
from commerce.catalogue.operations import set_price
from commerce.money import Money
from content.models import HomePage, ProductPage, StandardPage
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.content import (
    make_collection_page,
    make_home,
    make_product_page,
    make_shop_page,
    make_standard_page,
    publish,
)
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


def german(page):
    return page.get_translation_or_none(Locale.objects.get(language_code="de"))


def translate(page, **fields):
    """The live German page of an English one; its mirror, if it has one, becomes it."""
    there = german(page)
    if there:
        there.alias_of = None
    else:
        there = page.copy_for_translation(Locale.objects.get(language_code="de"))
    for name, value in fields.items():
        setattr(there, name, value)
    return publish(there)


def sold_in_both(title="Calm desk", sku="DESK"):
    variant = make_product(sku, title=title, stock=5, collections=["desks"])
    market = make_german_market()
    set_price(variant=variant, price_list=market.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    return variant


def other_language(client, path):
    """Where the switch of a page leads."""
    text = client.get(path).text.partition('id="languages"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+)"[^>]*?( aria-current="true")?>', text)
    [address] = [address for address, is_here in links if not is_here]
    return address.replace("&amp;", "&")


class TestMirrors:
    def test_a_page_that_goes_live_is_shown_in_a_language_that_has_its_parent(self, client):
        make_home()
        make_home("de")
        make_german_market()
        page = make_standard_page("About")
        mirror = german(page)
        assert (mirror.alias_of_id, mirror.live) == (page.pk, True)
        assert client.get("/de/about/").status_code == 200

    def test_it_follows_what_is_published_and_leaves_with_it(self):
        make_home()
        make_home("de")
        page = make_standard_page("About")
        page.title = "About us"
        page = publish(page)
        assert german(page).title == "About us"
        page.unpublish()
        assert not german(page).live
        page.delete()
        assert not StandardPage.objects.exists()

    def test_a_translation_draft_or_not_is_left_alone(self):
        make_home()
        page = make_standard_page("About")
        make_home("de")
        draft = page.copy_for_translation(Locale.objects.get(language_code="de"))
        publish(page)
        assert german(page).pk == draft.pk
        assert not Page.objects.get(pk=draft.pk).live

    def test_nothing_is_mirrored_where_a_language_has_no_home(self):
        Locale.objects.create(language_code="de")
        page = make_standard_page("About")
        assert german(page) is None

    def test_a_language_is_begun_with_one_command_that_may_run_again(self, capsys):
        make_standard_page("About")
        make_standard_page("Shipping", parent=make_standard_page("Support"))
        call_command("mirror_pages", "de")
        assert "4 pages" in capsys.readouterr().out
        assert german(HomePage.objects.get(alias_of=None)).url == "/de/"
        call_command("mirror_pages", "de")
        assert "0 pages" in capsys.readouterr().out

    def test_a_product_without_a_german_page_is_sold_by_its_mirror(self, client):
        variant = sold_in_both()
        page = make_product_page(variant, slug="calm-desk")
        call_command("mirror_pages", "de")
        row = ListingRow.objects.get(product=variant.product, market__code="de")
        assert (row.is_listed, row.path) == (True, "/de/shop/desks/calm-desk/")
        presence = variant.product.presences.get(locale="de")
        assert (presence.state, presence.live_revision_id) == ("live", page.live_revision_id)
        assert "119,00\xa0€" in client.get("/de/shop/desks/").text

    def test_a_translation_stands_for_the_product_before_any_mirror(self):
        variant = sold_in_both()
        page = make_product_page(variant, slug="calm-desk")
        call_command("mirror_pages", "de")
        translation = translate(page, title="Ruhiger Tisch")
        presence = variant.product.presences.get(locale="de")
        assert (presence.title, presence.page_id) == ("Ruhiger Tisch", translation.pk)
        assert ProductPage.objects.get(pk=translation.pk).language == "de"


class TestWhatIsShown:
    @pytest.fixture
    def site(self):
        """A German home and shop; the page about us is English only."""
        make_market()
        make_german_market()
        make_home()
        make_shop_page()
        about = make_standard_page("About", intro="Calm people.")
        call_command("mirror_pages", "de")
        translate(HomePage.objects.get(alias_of=None), headline="Ruhe schaffen.")
        return about

    def test_a_mirror_says_which_language_it_is_told_in(self, client, site):
        text = client.get("/de/about/").text
        assert '<html lang="de">' in text
        assert '<h1 class="page-head__title" lang="en">About</h1>' in text
        assert "Zum Inhalt springen" in text
        assert 'lang="en">About</h1>' not in client.get("/about/").text

    def test_a_mirror_sends_machines_to_what_it_mirrors(self, client, site):
        text = client.get("/de/about/").text
        assert f'<link rel="canonical" href="{settings.SITE_URL}/about/">' in text
        assert 'rel="alternate"' not in text

    def test_what_is_gone_is_told_in_the_visitors_language(self, client, site):
        """Of a mirror the title is in another language, so it is no heading, and says which."""
        page = make_standard_page("Our makers", parent=make_standard_page("About us"))
        page.unpublish()
        text = client.get("/de/about-us/our-makers/").text
        assert '<h1 class="error-page__title">Nicht mehr hier</h1>' in text
        assert "<title>Nicht mehr hier · Kin Workspace</title>" in text
        assert '<p lang="en">Our makers</p>' in text
        assert '<a class="button button--primary" href="/de/about-us/">' in text
        assert '<span lang="en">: About us</span>' in text

    def test_what_is_gone_bears_its_own_title_where_that_is_translated(self, client, site):
        page = make_standard_page("Our makers")
        there = translate(page, title="Unsere Werkstätten")
        there.unpublish()
        text = client.get(there.url).text
        assert '<h1 class="error-page__title">Unsere Werkstätten</h1>' in text
        assert 'lang="en"' not in text.split("<main")[1].split("</main>")[0]

    def test_a_translation_and_its_source_name_each_other(self, client, site):
        wanted = {("de", "/de/"), ("en", "/"), ("x-default", "/")}
        for path in ("/", "/de/"):
            text = client.get(path).text
            found = set(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))
            assert found == {(code, settings.SITE_URL + url) for code, url in wanted}
            assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in text

    def test_the_switch_keeps_the_page_also_where_addresses_differ(self, client, site):
        translate(site, title="Über uns", slug="ueber-uns")
        assert '<a href="/de/ueber-uns/" lang="de" hreflang="de">Deutsch</a>' in client.get("/about/").text
        german_page = client.get("/de/ueber-uns/").text
        assert '<a href="/about/" lang="en" hreflang="en">English</a>' in german_page
        assert 'hreflang="de" aria-current="true">Deutsch</a>' in german_page

    def test_the_switch_keeps_what_is_no_page(self, client, site):
        assert 'href="/de/search/?q=desk"' in client.get("/search/?q=desk").text
        assert 'href="/cart/" lang="en"' in client.get("/de/cart/").text

    def test_the_switch_keeps_what_was_picked_and_nothing_else(self, client, site):
        page = make_product_page(sold_in_both(), slug="calm-desk")
        translate(page, title="Ruhiger Tisch", slug="ruhiger-tisch")
        there = "/de/shop/desks/ruhiger-tisch/"
        assert other_language(client, f"{page.url}?variant=DESK&utm_source=x") == f"{there}?variant=DESK"
        assert other_language(client, f"{there}?variant=DESK") == f"{page.url}?variant=DESK"
        assert other_language(client, f"{page.url}?variant=NONE") == there

    @pytest.mark.parametrize("path", ["/shop/", "/shop/desks/"])
    def test_the_switch_keeps_filters_and_order_but_no_amount_of_another_currency(self, client, site, path):
        make_product_page(sold_in_both(), slug="calm-desk")
        asked = "availability=in_stock&sort=price"
        assert other_language(client, f"{path}?{asked}&price_from=5&gclid=x") == f"/de{path}?{asked}"
        assert other_language(client, f"/de{path}?{asked}") == f"{path}?{asked}"
        assert other_language(client, f"{path}?sort=none&page=1") == f"/de{path}"

    def test_what_a_mirror_sells_is_offered_where_it_costs_that(self, client, site):
        """The canonical address shows another price, so machines are told of this one."""
        make_product_page(sold_in_both(), slug="calm-desk")
        there = f"{settings.SITE_URL}/de/shop/desks/calm-desk/"
        text = client.get("/de/shop/desks/calm-desk/").text
        product = json.loads(text.partition('ld+json">')[2].partition("</script>")[0])["@graph"][0]
        assert (product["url"], product["offers"]["url"]) == (there, there)
        assert product["offers"]["priceCurrency"] == "EUR"
        assert f'<link rel="canonical" href="{settings.SITE_URL}/shop/desks/calm-desk/">' in text

    def test_links_of_a_mirrored_story_lead_to_german_pages(self, client, site):
        collection = make_collection_page()
        site.story = [
            {"type": "collections", "value": {"title": "", "collections": [collection.pk]}},
            {"type": "paragraph", "value": f'<p><a linktype="page" id="{collection.pk}">desks</a></p>'},
        ]
        publish(site)
        text = client.get("/de/about/").text
        assert text.count('href="/de/shop/desks/"') >= 2
        main = text.partition('<main class="main"')[2].partition("</main>")[0]
        assert 'href="/shop/desks/"' not in main

    def test_pictures_and_lead_of_a_translated_product_are_german(self, client, site):
        variant = sold_in_both()
        page = make_product_page(variant, slug="calm-desk")
        translate(page, title="Ruhiger Tisch", search_description="Ein Tisch, der den Raum leiser macht.")
        text = client.get("/de/shop/desks/calm-desk/").text
        assert '<p class="lead">Ein Tisch, der den Raum leiser macht.</p>' in text
        assert 'alt="Ruhiger Tisch"' in text
