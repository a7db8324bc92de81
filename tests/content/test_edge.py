"""The cache before the shop forgets whatever shows what changed; where it fails, it does no harm."""

import json
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.db import transaction

from commerce.catalogue.operations import set_price
from commerce.money import Money
from commerce.stock.operations import correct_stock
from content import purging
from content.models import PurgeWanted
from content.pages.base import EDGE_SECONDS
from content.tasks import purge_copies
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.content import (
    make_inspiration,
    make_product_page,
    make_standard_page,
    make_story,
    publish,
)
from tests.factories.markets import make_market
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db
HOST = "shop.example"


class RecordingEdge(ThreadingHTTPServer):
    """A cache that keeps nothing and remembers what it was told to forget."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Purges)
        self.purged, self.hosts, self.refused = [], set(), {}

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Purges(BaseHTTPRequestHandler):
    def do_PURGE(self):
        self.server.purged.append(self.path)
        self.server.hosts.add(self.headers["Host"])
        self.send_response(self.server.refused.get(self.path, 200))
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def running(edge):
    thread = Thread(target=edge.serve_forever, daemon=True)
    thread.start()
    try:
        yield edge
    finally:
        edge.shutdown()
        edge.server_close()
        thread.join()


@pytest.fixture
def edge(settings):
    settings.SITE_URL = f"https://{HOST}"
    with running(RecordingEdge()) as edge:
        tell(settings, edge.url)
        yield edge


def tell(settings, location):
    settings.WAGTAILFRONTENDCACHE = {"edge": {"BACKEND": "content.edge.Edge", "LOCATION": location}}


def sell(variant, quantity):
    """As far as the counters go."""
    there = stock_of(variant)
    left = there.on_hand - quantity
    correct_stock(stock_item=there, on_hand=left, expected=there.on_hand, reason="Sold", by=SYSTEM)


def purged(edge):
    """What is purged by what was written down, once each."""
    edge.purged.clear()
    purging.purge_due()
    assert len(edge.purged) == len(set(edge.purged))
    return set(edge.purged)


def settle(edge):
    """Let everything that made the situation be forgotten."""
    purging.purge_due()
    assert not PurgeWanted.objects.exists()


@pytest.fixture
def house(edge):
    """A desk and a chair with their pages; a story shows the desk, another page nothing of the shop."""
    desk, chair = (
        make_product(sku, stock=5, threshold=2, collections=["desks"], path=None)
        for sku in ("DESK-OAK", "CHAIR")
    )
    make_product_page(desk, slug="calm-desk")
    make_product_page(chair, slug="chair")
    shown = {"title": "", "products": [desk.product_id], "stand_ins": []}
    block = {"type": "featured_products", "value": shown, "id": "a"}
    make_story("A week", slug="a-week", story=json.dumps([block]))
    make_story("A month", slug="a-month")
    make_standard_page("About")
    settle(edge)
    return desk


DESK = {"/shop/desks/calm-desk/", "/shop/desks/calm-desk/?variant=DESK-OAK"}
SHOWS_IT = {
    *DESK,
    "/shop/",
    "/shop/desks/",
    "/journal/a-week/",
    "/feeds/products.xml",
    "/de/feeds/products.xml",
}


class TestWhatIsForgotten:
    def test_a_new_price_reaches_page_listings_stories_and_feeds(self, edge, house):
        set_price(variant=house, price_list=make_market().price_list, money=Money(9900, "USD"), by=SYSTEM)
        assert purged(edge) == SHOWS_IT
        assert edge.hosts == {HOST}

    def test_selling_the_last_one_does_and_a_sale_that_changes_no_word_does_not(self, edge, house):
        sell(house, 1)
        assert not PurgeWanted.objects.exists()
        sell(house, 2)
        assert purged(edge) == SHOWS_IT, "few are left"
        sell(house, 1)
        assert not PurgeWanted.objects.exists()
        sell(house, 1)
        assert purged(edge) == SHOWS_IT, "none is left"

    def test_a_published_story_reaches_its_journal_and_the_stories_beside_it(self, edge, house):
        make_story("A year", slug="a-year")
        found = purged(edge)
        assert {"/journal/a-year/", "/journal/", "/journal/a-week/", "/journal/a-month/"} <= found
        assert "/about/" not in found

    def test_a_page_that_is_taken_down_is_forgotten_where_it_was_and_where_it_is_shown(self, edge, house):
        page = house.product.pages.get()
        page.unpublish()
        assert {"/shop/desks/calm-desk/", "/shop/desks/", "/journal/a-week/"} <= purged(edge)

    def test_a_renamed_page_is_forgotten_at_both_addresses(
        self, edge, house, django_capture_on_commit_callbacks
    ):
        page = make_standard_page("Press")
        settle(edge)
        page.slug = "papers"
        with django_capture_on_commit_callbacks(execute=True):
            publish(page)
        assert {"/press/", "/papers/"} <= set(edge.purged) | purged(edge)

    def test_a_deleted_page_is_forgotten_with_what_lists_it(self, edge, house):
        story = make_story("Gone", slug="gone")
        settle(edge)
        story.delete()
        assert {"/journal/gone/", "/journal/"} <= purged(edge)

    def test_a_draft_changes_nothing(self, edge, house):
        house.product.pages.get().save_revision()
        assert not PurgeWanted.objects.exists()

    def test_what_is_undone_is_not_forgotten(self, edge, house):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            sell(house, 5)
            raise ZeroDivisionError
        assert not PurgeWanted.objects.exists()

    def test_many_products_cost_no_more_queries(self, edge, house, django_assert_num_queries):
        from content.queries.outdated import addresses_that_show

        def ask(ids):
            return addresses_that_show(product_ids=ids, page_ids=[], paths=[])

        ask([house.product_id])
        with django_assert_num_queries(4):
            ask([house.product_id])
        more = [make_product(f"MORE-{number}", path=None) for number in range(5)]
        for variant in more:
            make_product_page(variant, slug=variant.sku.lower())
        with django_assert_num_queries(4):
            assert len(ask([variant.product_id for variant in more])) > 10


class TestAnEdgeThatFails:
    def test_what_it_refuses_is_tried_again_and_forgotten_then(self, edge, house):
        edge.refused = {"/shop/": 503}
        sell(house, 5)
        assert purged(edge) == SHOWS_IT, "the others are purged all the same"
        assert PurgeWanted.objects.exists()
        assert purged(edge) == set(), "not at once"
        edge.refused = {}
        with clock.travel(clock.now() + timedelta(seconds=purging.PAUSES[0] + 1)):
            assert purged(edge) == SHOWS_IT
        assert not PurgeWanted.objects.exists()

    def test_one_that_is_away_is_left_alone_after_a_few_tries(self, house, settings, caplog):
        tell(settings, "http://127.0.0.1:9")
        sell(house, 5)
        moment = clock.now()
        for pause in (0, *purging.PAUSES):
            assert PurgeWanted.objects.exists()
            moment += timedelta(seconds=pause + 1)
            with clock.travel(moment):
                assert purging.purge_due() == 0
        assert not PurgeWanted.objects.exists()
        assert sum(purging.PAUSES) > EDGE_SECONDS, "by then the copies have ended"
        assert [record.levelname for record in caplog.records][-1] == "ERROR"

    def test_that_it_keeps_nothing_of_an_address_is_no_failure(self, edge, house):
        edge.refused = dict.fromkeys(SHOWS_IT, 404)
        sell(house, 5)
        purged(edge)
        assert not PurgeWanted.objects.exists()

    def test_what_changes_while_it_is_purged_is_purged_again(self, edge, house, monkeypatch):
        sell(house, 3)
        show = purging.addresses_that_show

        def and_sell_meanwhile(**known):
            monkeypatch.setattr(purging, "addresses_that_show", show)
            sell(house, 2)
            return show(**known)

        monkeypatch.setattr(purging, "addresses_that_show", and_sell_meanwhile)
        purged(edge)
        assert PurgeWanted.objects.exists()
        assert purged(edge) == SHOWS_IT


def test_without_an_edge_nothing_is_written_and_the_job_does_nothing(settings, django_assert_num_queries):
    assert settings.WAGTAILFRONTENDCACHE == {}
    desk = make_product(stock=1, path=None)
    publish(make_product_page(desk))
    sell(desk, 1)
    make_inspiration()
    assert not PurgeWanted.objects.exists()
    with django_assert_num_queries(1):
        assert purge_copies() == 0
