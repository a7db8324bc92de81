"""The list of products: sale and page side by side, narrowed, and changed together."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, Revision

from commerce.backoffice.permissions import VIEW_PRODUCTS
from commerce.catalogue.models import Product, Variant
from commerce.catalogue.operations import retire_product
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_collection, make_page_of, make_product, make_tax_category
from tests.factories.markets import make_german_market, make_market

TOGETHER = "products:together"


def listed(client, **query):
    response = client.get(reverse("products:index"), query)
    assert response.status_code == 200
    return [product.title for product in response.context["object_list"]]


def plan_page(number):
    content_type = ContentType.objects.get_for_model(Page)
    Revision.objects.create(
        object_id=str(number),
        base_content_type=content_type,
        content_type=content_type,
        content={},
        approved_go_live_at=clock.now() + timedelta(days=3),
    )


def change(client, what, products=(), **facts):
    data = {"what": what, "scope": "picked", "picked": [product.pk for product in products], **facts}
    return client.post(reverse(TOGETHER), data)


def test_sale_and_page_stand_side_by_side(manager):
    make_product("A", title="Sold", path="/a/")
    draft = make_product("B", title="Drafted", path=None, stock=0)
    make_page_of(draft.product, state="draft", page_id=77)
    plan_page(77)
    make_product("C", title="Lonely", path=None, price=None)
    text = " ".join(manager.get(reverse("products:index")).text.split())
    for words in ("On sale", "EN live", "Out of stock", "EN draft", "EN planned for", "No page", "No price"):
        assert words in text


def test_filters_tell_what_lacks_a_page_a_price_or_stock(manager):
    eur = make_german_market().price_list
    live = make_product("A", title="Live", path="/a/")
    draft = make_product("B", title="Draft", path=None, stock=0)
    make_page_of(draft.product, state="draft", page_id=77)
    plan_page(77)
    make_product("C", title="None", path=None, price=None)
    gone = make_product("D", title="Gone", path=None, price=None, stock=0)
    retire_product(product=gone.product, by=SYSTEM)
    assert listed(manager, page="live") == ["Live"]
    assert listed(manager, page="draft") == ["Draft"]
    assert listed(manager, page="planned") == ["Draft"]
    assert listed(manager, page="none") == ["Gone", "None"]
    assert listed(manager, stock="out", life="sold") == ["Draft"]
    assert listed(manager, unpriced=make_market().price_list.pk) == ["None"]
    assert listed(manager, unpriced=eur.pk) == ["Draft", "Live", "None"]
    assert listed(manager, page="live", q=live.sku) == ["Live"]


@pytest.mark.parametrize("size", [1, 50, 500])
def test_the_list_asks_as_often_for_a_page_of_many_as_for_one(manager, size, django_assert_max_num_queries):
    make_product("FIRST", title="A first", path="/first/")
    category = make_tax_category()
    Product.objects.bulk_create(
        Product(code=f"p-{n}", title=f"Product {n:03}", tax_category=category) for n in range(size - 1)
    )
    manager.get(reverse("products:index"))
    with django_assert_max_num_queries(20):
        assert len(listed(manager)) == min(size, 50)


def test_a_change_is_counted_with_what_is_skipped_before_it_is_done(manager):
    desk, lamp, gone = (make_product(sku, title=sku).product for sku in ("DESK", "LAMP", "GONE"))
    retire_product(product=gone, by=SYSTEM)
    books = make_tax_category("books", "Books")
    Product.objects.filter(pk=lamp.pk).update(tax_category=books)
    asked = change(manager, "tax", [desk, lamp, gone])
    assert "For 3 products." in asked.text
    seen = change(manager, "tax", [desk, lamp, gone], value=books.pk)
    text = " ".join(seen.text.split())
    assert "1 product will be changed" in text and "2 are skipped" in text
    assert "LAMP: It is so already." in text and "GONE: It is retired." in text
    assert Product.objects.get(pk=desk.pk).tax_category != books
    done = change(manager, "tax", [desk, lamp, gone], value=books.pk, confirmed="1")
    assert done.status_code == 302
    assert Product.objects.get(pk=desk.pk).tax_category == books
    assert Product.objects.get(pk=gone.pk).tax_category != books


@pytest.mark.parametrize("what", ["retire", "limit", "warranty", "grams", "collect", "uncollect"])
def test_each_change_is_made_once_and_a_repeat_skips_all(manager, what):
    desk = make_product("DESK", collections=["desks"], path="/a/")
    office = make_collection("office")
    desks = make_collection("desks")
    value = {"limit": 3, "warranty": 10, "grams": 777, "collect": office.pk, "uncollect": desks.pk}
    facts = {"value": value[what]} if what in value else {}
    assert change(manager, what, [desk.product], **facts, confirmed="1").status_code == 302
    product = Product.objects.get(pk=desk.product_id)
    assert {
        "retire": product.retired_at is not None,
        "limit": product.order_limit == 3,
        "warranty": product.warranty_years == 10,
        "grams": Variant.objects.get(pk=desk.pk).grams == 777,
        "collect": office in product.collections.all(),
        "uncollect": not product.collections.exists(),
    }[what]
    assert product.listing_rows.get().is_listed == (what != "retire")
    again = change(manager, what, [desk.product], **facts)
    assert "0 products will be changed" in again.text


def test_all_means_what_the_filter_shows_and_never_the_whole_shop(manager):
    make_product("DESK", title="Oak desk", collections=["desks"])
    make_product("LAMP", title="Calm lamp")
    facts = {"scope": "all", "what": "limit", "value": 2, "confirmed": "1"}
    for whole in ("", "p=2", "collections=", "page=nonsense", "ordering=title"):
        manager.post(reverse(TOGETHER), {**facts, "query": whole})
    assert not Product.objects.filter(order_limit=2).exists()
    manager.post(reverse(TOGETHER), {**facts, "query": "q=oak"})
    assert list(Product.objects.filter(order_limit=2)) == [Product.objects.get(title="Oak desk")]


def test_what_was_counted_is_what_is_changed_whatever_came_meanwhile(manager):
    desk = make_product("DESK", title="Oak desk")
    seen = manager.post(
        reverse(TOGETHER), {"scope": "all", "what": "limit", "value": 2, "query": "q=oak"}
    ).context["ids"]
    make_product("BENCH", title="Oak bench")
    facts = {"scope": "picked", "what": "limit", "value": 2, "confirmed": "1", "ids": seen}
    manager.post(reverse(TOGETHER), facts)
    assert list(Product.objects.filter(order_limit=2)) == [desk.product]


@pytest.mark.parametrize("value", ["", "0", "-1", "1e3", "١", "99999999", "x\x00"])
def test_a_value_that_cannot_be_is_asked_again_and_nothing_is_changed(manager, value):
    desk = make_product("DESK")
    answer = change(manager, "limit", [desk.product], value=value, confirmed="1")
    assert answer.status_code in (400, 422)
    assert Product.objects.get().order_limit == 10


def test_more_than_a_thousand_are_refused(manager):
    make_product("DESK")
    ids = ",".join(str(number) for number in range(1, 1002))
    answer = change(manager, "limit", value="2", ids=ids, confirmed="1")
    assert answer.status_code == 302
    assert Product.objects.get().order_limit == 10


@pytest.mark.parametrize("size", [1, 20])
def test_a_change_asks_as_often_for_many_as_for_one(manager, size, django_assert_max_num_queries):
    products = [make_product(path=f"/{number}/").product for number in range(size)]
    with django_assert_max_num_queries(45):
        change(manager, "grams", products, value="77", confirmed="1")
    assert Variant.objects.filter(grams=77).count() == size


def test_who_may_only_look_is_offered_no_ticks(sign_in):
    make_product("DESK")
    text = sign_in(VIEW_PRODUCTS).get(reverse("products:index")).text
    assert 'name="picked"' not in text and "Change several products" not in text
