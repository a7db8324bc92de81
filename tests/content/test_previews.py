"""What a preview shows, to whom, and what it never does: sell, be kept, be found."""

import json
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from commerce.cart.models import CartLine
from commerce.catalogue.models import Variant
from commerce.catalogue.operations import set_price
from commerce.money import Money
from content import sharing
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_image, make_product
from tests.factories.content import draft_product_page, make_product_page, make_standard_page
from tests.factories.markets import make_market
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """A draft of a desk in oak and ash."""
    oak = make_product("DESK-OAK", title="Desk", price=12900, stock=5, options={"colour": "oak"})
    make_product("DESK-ASH", product=oak.product, price=14900, stock=5, options={"colour": "ash"})
    return draft_product_page(oak)


def seen(client, page, mode=""):
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": mode})


def text_of(answer):
    return answer.content.decode()


class TestModes:
    def test_a_guest_sees_price_stock_and_choices_before_the_page_is_public(self, owner, desk):
        text = text_of(seen(owner, desk))
        assert "$129.00" in text
        assert "In stock" in text
        assert "Add to cart" in text

    def test_everything_sold_out(self, owner, desk):
        text = text_of(seen(owner, desk, "sold-out"))
        assert "Sold out" in text
        assert "Add to cart" not in text

    @pytest.mark.parametrize(("sku", "price"), [("DESK-OAK", "$129.00"), ("DESK-ASH", "$149.00")])
    def test_each_variant(self, owner, desk, sku, price):
        text = text_of(seen(owner, desk, f"variant:{sku}"))
        assert f"Article {sku}" in text
        assert price in text

    def test_the_price_on_the_day_it_goes_live(self, owner):
        launch = timezone.now() + timedelta(days=7)
        variant = make_product(price=12900, stock=5)
        set_price(
            variant=variant,
            price_list=make_market().price_list,
            money=Money(9900, "USD"),
            from_=launch - timedelta(hours=1),
            by=SYSTEM,
        )
        page = draft_product_page(variant, go_live_at=launch)
        assert "$99.00" in text_of(seen(owner, page, "planned-price"))
        assert "$99.00" not in text_of(seen(owner, page))

    def test_without_a_plan_of_its_own_the_next_planned_price_is_shown(self, owner):
        variant = make_product(price=12900, stock=5)
        page = draft_product_page(variant)
        assert "planned-price" not in dict(page.preview_modes)
        set_price(
            variant=variant,
            price_list=make_market().price_list,
            money=Money(9900, "USD"),
            from_=timezone.now() + timedelta(days=2),
            by=SYSTEM,
        )
        page = type(page).objects.get(pk=page.pk)
        assert "planned-price" in dict(page.preview_modes)
        assert "$99.00" in text_of(seen(owner, page, "planned-price"))

    def test_the_editor_offers_them_all_at_three_widths(self, owner, desk):
        text = text_of(owner.get(reverse("wagtailadmin_pages:edit", args=[desk.pk])))
        assert re.findall(r'<option value="([^"]*)"[^>]*>', text.split("id_preview_mode", 2)[2])[:4] == [
            "",
            "sold-out",
            "variant:DESK-OAK",
            "variant:DESK-ASH",
        ]
        assert re.findall(r'data-device-width="(\d+)"', text) == ["375", "768", "1280"]

    def test_a_story_shows_its_products_sold_out(self, owner):
        variant = make_product(title="Lamp", price=4900, stock=5)
        make_product_page(variant)
        story = make_standard_page("A story", story=[("featured_products", {"products": [variant.product]})])
        assert "Sold out" not in text_of(seen(owner, story))
        assert "Sold out" in text_of(seen(owner, story, "sold-out"))

    def test_a_story_shows_the_variant_it_points_at(self, owner, desk):
        """Its price, that of the day it goes live, and that nothing is left of it; not the product's."""
        ash = Variant.objects.get(sku="DESK-ASH")
        make_product_page(ash)
        launch = timezone.now() + timedelta(days=7)
        usd = make_market().price_list
        set_price(
            variant=ash,
            price_list=usd,
            money=Money(13900, "USD"),
            from_=launch - timedelta(hours=1),
            by=SYSTEM,
        )
        shown = {"product": ash.product_id, "sku": "DESK-ASH", "left": 40, "top": 60, "stand_in": None}
        picture = {"image": make_image().pk, "alt_text": "A desk by a window", "decorative": False}
        look = {"title": "A look", "text": "", "picture": picture, "spots": [shown]}
        told = json.dumps([{"type": "shop_the_look", "value": look, "id": "look"}])
        story = make_standard_page("A story", story=told)
        story.go_live_at = launch
        story.save_revision()
        for mode, price in (("", "$149.00"), ("planned-price", "$139.00"), ("sold-out", "$149.00")):
            text = text_of(seen(owner, story, mode))
            assert "Desk, Ash" in text and price in text, mode
            assert "$129.00" not in text, mode
            assert ("Sold out" in text) is (mode == "sold-out")
            assert "source=" not in text


class TestNothingHappens:
    def test_nothing_can_be_chosen_or_sent(self, owner, desk):
        answer = seen(owner, desk)
        live_part = text_of(answer).split("<fieldset disabled>")[1].split("</main>")[0]
        assert 'id="offer-add"' in live_part
        assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
        assert 'id="offer-add"' not in text_of(answer).split("<fieldset disabled>")[0]

    def test_the_live_part_is_not_fetched_and_no_sale_is_credited(self, owner):
        page = make_product_page(make_product(stock=5))
        text = text_of(seen(owner, page))
        assert "data-offer" not in text
        assert 'name="source"' not in text
        story = make_standard_page("A story", story=[("featured_products", {"products": [page.product]})])
        assert "source=" not in text_of(seen(owner, story))

    def test_what_was_seen_lately_is_asked_for_without_ways_to_buy(self, owner, client):
        page = make_product_page(make_product(stock=5))
        told = json.dumps([{"type": "recently_viewed", "value": {"title": ""}, "id": "seen"}])
        story = make_standard_page("A story", story=told)
        shared = client.get(sharing.share_path(revision=story.get_latest_revision(), mode="")[0])
        for answer in (seen(owner, page), seen(owner, story), shared):
            assert re.search(r'data-recent="[^"]*[?;]inert=1"', text_of(answer))
        assert "inert=1" not in text_of(client.get(page.url))

    def test_looking_puts_nothing_into_a_cart(self, owner, desk):
        for mode in dict(desk.preview_modes):
            assert seen(owner, desk, mode).status_code == 200
        assert not CartLine.objects.exists()

    def test_it_is_kept_by_nobody_and_found_by_nobody(self, owner, desk):
        answer = seen(owner, desk)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex">' in text_of(answer)
        assert "This is a preview." in text_of(answer)

    def test_the_public_page_knows_nothing_of_previews(self, client):
        page = make_product_page(make_product(stock=5))
        text = text_of(client.get(page.url))
        assert "preview" not in text
        assert "<fieldset disabled>" not in text


class TestSharing:
    def link(self, page, mode=""):
        return sharing.share_path(revision=page.get_latest_revision(), mode=mode)[0]

    def test_whoever_has_the_link_sees_the_draft_without_signing_in(self, client, desk):
        answer = client.get(self.link(desk))
        assert "$129.00" in text_of(answer)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies

    def test_it_shows_the_draft_that_was_shared_and_no_later_one(self, client, desk):
        link = self.link(desk)
        desk.title = "A later name"
        desk.save_revision()
        assert "A later name" not in text_of(client.get(link))
        assert "A later name" in text_of(client.get(self.link(desk)))

    def test_the_way_it_is_looked_at_is_part_of_the_link(self, client, desk):
        assert "Sold out" in text_of(client.get(self.link(desk, "sold-out")))
        assert "Sold out" not in text_of(client.get(self.link(desk) + "?mode=sold-out"))

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_it_only_reads(self, client, desk, method):
        assert getattr(client, method)(self.link(desk)).status_code == 405

    def test_expired_forged_and_orphaned_links_get_the_same_answer(self, client, desk, monkeypatch):
        def body(path):
            answer = client.get(path)
            assert answer.status_code == 404
            return answer.content

        good = self.link(desk)
        nothing = body("/preview/nothing/")
        assert body(good[:-3] + "xx/") == nothing
        assert body(f"/preview/{signing.dumps([str(desk.pk), 1, ''], salt='another')}/") == nothing
        assert body(f"/preview/{'x' * 5000}/") == nothing
        monkeypatch.setattr(sharing, "LASTS", timedelta(seconds=-1))
        assert body(good) == nothing
        monkeypatch.undo()
        assert client.get(good).status_code == 200
        desk.delete()
        assert body(good) == nothing

    def test_an_editor_is_shown_the_link_and_its_end(self, client, desk):
        editor = make_colleague()
        editor.is_superuser = True
        editor.save()
        client.force_login(editor)
        edit = text_of(client.get(reverse("wagtailadmin_pages:edit", args=[desk.pk])))
        address = reverse("share_preview", args=[desk.pk])
        assert address in edit
        text = text_of(client.get(address, {"mode": "sold-out"}))
        link = re.search(r'value="http://testserver(/preview/[^"]+)"', text)[1]
        assert "(UTC)" in text
        client.logout()
        assert "Sold out" in text_of(client.get(link))

    def test_who_may_not_edit_gets_no_link(self, client, desk):
        client.force_login(make_colleague())
        assert client.get(reverse("share_preview", args=[desk.pk])).status_code in (302, 403)

    def test_logs_do_not_tell_the_link(self):
        from kinsite.foundation.logging import mask_text

        assert "eyJ" not in mask_text("GET /preview/eyJhbGciOi:abc/ 200")
