"""Products in the admin: found, described, given variants, prices and pictures, retired."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow

from commerce.catalogue.models import Price, Product, ProductPicture, Variant
from commerce.catalogue.operations import retire_product
from commerce.catalogue.queries import current_prices
from commerce.money import Money
from commerce.trail.versions import version_of
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import (
    make_attribute_value,
    make_collection,
    make_image,
    make_option,
    make_page_of,
    make_picture,
    make_product,
    make_tax_category,
)
from tests.factories.markets import make_market


def words_of(product, **changes):
    """The form as the page shows it, with changes."""
    return {
        "title": product.title,
        "teaser": product.teaser,
        "tax_category": product.tax_category_id,
        "order_limit": product.order_limit,
        "options": [held.option_id for held in product.product_options.all()],
        "seen": version_of(f"product/{product.pk}"),
        **changes,
    }


def listed(client, **query):
    response = client.get(reverse("products:index"), query)
    assert response.status_code == 200
    return [product.title for product in response.context["object_list"]]


def test_the_list_says_what_it_is_what_it_costs_what_is_left_and_where_it_is_told_of(manager):
    desk = make_product("DESK-OAK", title="Oak desk", price=12900, stock=7)
    make_page_of(desk.product, locale="de", state="draft")
    text = manager.get(reverse("products:index")).text
    for part in ("Oak desk", "DESK-OAK", "$129.00", "DE draft"):
        assert part in text
    assert re.search(r"<td[^>]*>\s*7\s*</td>", text)


@pytest.mark.parametrize("query", ["oak desk", "desk-oak", "K-OA", "Der Tisch"])
def test_a_product_is_found_by_title_sku_or_page(manager, query):
    desk = make_product("DESK-OAK", title="Oak desk")
    make_page_of(desk.product, locale="de", title="Der Tisch")
    make_product("LAMP", title="Lamp")
    assert listed(manager, q=query) == ["Oak desk"]


def test_filters_tell_what_is_live_retired_or_in_a_collection(manager):
    make_product("A", title="Live", path="/a/", collections=["desks"])
    gone = make_product("B", title="Gone", path=None)
    retire_product(product=gone.product, by=SYSTEM)
    assert listed(manager, page="live") == ["Live"]
    assert listed(manager, page="none") == ["Gone"]
    assert listed(manager, life="retired") == ["Gone"]
    assert listed(manager, collections=make_collection("desks").pk) == ["Live"]


@pytest.mark.parametrize("size", [1, 20])
def test_the_list_costs_the_same_however_many(manager, size, django_assert_max_num_queries):
    for number in range(size):
        make_picture(make_product(title=f"Desk {number}", path=f"/{number}/").product)
    manager.get(reverse("products:index"))
    with django_assert_max_num_queries(20):
        assert len(listed(manager)) == size


def test_a_hostile_title_is_text(manager):
    make_product("X", title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in manager.get(reverse("products:index")).text


def test_a_product_is_begun_with_its_words_and_a_code_of_its_title(manager):
    facts = {"title": "Window seat", "tax_category": make_tax_category().pk, "order_limit": 4}
    response = manager.post(reverse("products:add"), facts)
    product = Product.objects.get()
    assert (product.title, product.code, product.order_limit) == ("Window seat", "window-seat", 4)
    assert response.url == reverse("products:page", args=[product.pk])


def test_two_products_never_share_a_code_and_nothing_typed_is_lost(manager):
    make_product("DESK")
    facts = {"title": "Another", "code": "desk", "tax_category": make_tax_category().pk, "order_limit": 4}
    response = manager.post(reverse("products:add"), facts)
    assert response.status_code == 422
    assert "Another product has this code" in response.text
    assert 'value="Another"' in response.text
    assert Product.objects.count() == 1


def test_the_form_begins_with_what_the_product_is_and_saves_what_changed(manager):
    desk = make_product("DESK", options={"colour": "oak"}, collections=["desks"], path=None).product
    wood, office = make_attribute_value("material", "wood"), make_collection("office")
    form = manager.get(reverse("products:edit", args=[desk.pk])).context["form"]
    assert form.initial["title"] == desk.title
    facts = words_of(desk, title="Table", collections=[office.pk], attribute_material=[wood.pk])
    assert manager.post(reverse("products:edit", args=[desk.pk]), facts).status_code == 302
    desk.refresh_from_db()
    assert desk.title == "Table"
    assert list(desk.collections.all()) == [office]
    assert list(desk.attribute_values.all()) == [wood]
    assert desk.listing_rows.get().title == "Table"


@pytest.mark.parametrize(("typed", "years"), [("10", 10), ("", None)])
def test_the_warranty_is_said_in_years_or_not_at_all(manager, typed, years):
    desk = make_product("DESK").product
    Product.objects.update(warranty_years=2)
    manager.post(reverse("products:edit", args=[desk.pk]), words_of(desk, warranty_years=typed))
    desk.refresh_from_db()
    assert desk.warranty_years == years


def test_a_warranty_of_no_time_or_of_ages_is_refused(manager):
    desk = make_product("DESK").product
    for years in ("0", "51"):
        response = manager.post(
            reverse("products:edit", args=[desk.pk]), words_of(desk, warranty_years=years)
        )
        assert response.status_code == 422


def test_options_stay_while_variants_are_sold_by_them(manager):
    desk = make_product("DESK", options={"colour": "oak"}).product
    response = manager.post(
        reverse("products:edit", args=[desk.pk]), words_of(desk, title="Table", options=[])
    )
    assert response.status_code == 422
    assert "Retire them first" in response.text
    desk.refresh_from_db()
    assert desk.title != "Table"


def test_money_status_and_code_are_no_fields_of_the_form(manager):
    desk = make_product("DESK", price=12900).product
    manager.post(
        reverse("products:edit", args=[desk.pk]), words_of(desk, code="x", retired_at="2020-01-01", price=1)
    )
    desk.refresh_from_db()
    assert (desk.code, desk.retired_at) == ("desk", None)


def test_a_variant_is_added_with_its_options_and_measures(manager):
    desk = make_product("DESK-OAK", options={"colour": "oak"}).product
    ash = make_option("colour", values=["ash"])[1]["ash"]
    facts = {"sku": "DESK-ASH", "option_colour": ash.pk, "grams": 900, "width_mm": 1400}
    response = manager.post(reverse("products:add_variant", args=[desk.pk]), facts)
    assert response.status_code == 302
    variant = Variant.objects.get(sku="DESK-ASH")
    assert (variant.grams, variant.width_mm, variant.depth_mm) == (900, 1400, None)
    assert variant.stock_items.get().on_hand == 0
    assert "DESK-ASH" in manager.get(response.url).text


@pytest.mark.parametrize(
    ("sku", "colour", "said"),
    [
        ("desk-oak", "ash", "Another variant has this SKU"),
        ("DESK-2", "oak", "DESK-OAK has these options already"),
        ("no spaces", "ash", "Enter a valid value"),
    ],
)
def test_a_variant_that_is_there_already_is_refused(manager, sku, colour, said):
    desk = make_product("DESK-OAK", options={"colour": "oak"}).product
    value = make_option("colour", values=["oak", "ash"])[1][colour]
    facts = {"sku": sku, "option_colour": value.pk, "grams": 900}
    response = manager.post(reverse("products:add_variant", args=[desk.pk]), facts)
    assert response.status_code == 422
    assert said in response.text
    assert Variant.objects.count() == 1


def test_measures_are_changed(manager):
    desk = make_product("DESK")
    manager.post(reverse("products:measure", args=[desk.pk]), {"grams": 20, "height_mm": 700})
    desk.refresh_from_db()
    assert (desk.grams, desk.height_mm) == (20, 700)


def price_page(variant):
    return reverse("products:price", args=[variant.pk, "usd"])


def price_of(variant):
    return current_prices([variant.pk], make_market().price_list)[variant.pk]


def test_a_price_is_set_and_the_one_before_kept(manager):
    desk = make_product("DESK", price=10000)
    assert manager.post(price_page(desk), {"money": "129.50"}).status_code == 302
    assert price_of(desk).money == Money(12950, "USD")
    text = manager.get(price_page(desk)).text
    assert "$129.50" in text
    assert "$100.00" in text


def test_a_price_may_be_planned_with_an_end(manager):
    desk = make_product("DESK", price=10000)
    begin, end = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
    facts = {"money": "80", "from_": f"{begin:%Y-%m-%d %H:%M}", "until": f"{end:%Y-%m-%d %H:%M}"}
    assert manager.post(price_page(desk), facts).status_code == 302
    assert price_of(desk).minor == 10000
    assert Price.objects.filter(variant=desk).count() == 3


@pytest.mark.parametrize(
    "facts",
    [
        {"money": ""},
        {"money": "-1"},
        {"money": "1.005"},
        {"money": "NaN"},
        {"money": "1e20"},
        {"money": "10", "from_": "2020-01-01 10:00"},
        {"money": "10", "until": "2020-01-01 10:00"},
    ],
)
def test_a_price_that_cannot_be_true_is_refused(manager, facts):
    desk = make_product("DESK", price=10000)
    response = manager.post(price_page(desk), facts)
    assert response.status_code == 422
    assert price_of(desk).minor == 10000
    assert Price.objects.count() == 1


def test_an_announced_reduction_is_from_the_lowest_price_of_thirty_days(manager):
    desk = make_product("DESK", price=10000)
    manager.post(price_page(desk), {"money": "90", "is_reduction": "on"})
    assert price_of(desk).prior == Money(10000, "USD")


def test_a_plan_in_the_way_is_named_in_the_form(manager):
    desk = make_product("DESK", price=10000)
    facts = {"from_": "2035-03-02 00:00", "until": "2035-03-06 00:00"}
    assert manager.post(price_page(desk), {"money": "80", **facts}).status_code == 302
    answer = manager.post(price_page(desk), {"money": "70", **facts})
    assert answer.status_code == 422
    assert "$80.00 is planned from 2 Mar 2035, 00:00" in answer.context["form"].errors["from_"][0]


def test_retiring_asks_first_and_is_done_by_post_only(manager):
    desk = make_product("DESK", path="/a/")
    for name, pk in (("retire_variant", desk.pk), ("retire", desk.product_id)):
        assert manager.get(reverse(f"products:{name}", args=[pk])).status_code == 200
        desk.refresh_from_db()
        assert desk.retired_at is None
        assert desk.product.retired_at is None
    manager.post(reverse("products:retire_variant", args=[desk.pk]))
    desk.refresh_from_db()
    assert desk.retired_at is not None
    assert desk.product.listing_rows.get().is_listed is False


def upload(name="desk.png"):
    data = BytesIO()
    Pillow.new("RGB", (8, 8), "#D2B388").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue(), content_type="image/png")


def test_a_picture_comes_from_the_library_or_from_the_computer(manager):
    desk = make_product("DESK", options={"colour": "oak"})
    oak = make_option("colour", values=["oak"])[1]["oak"]
    page = reverse("products:add_picture", args=[desk.product_id])
    manager.post(page, {"image": make_image().pk, "alt": "From the library"})
    manager.post(page, {"file": upload(), "alt": "From the computer", "option_value": oak.pk})
    first, second = ProductPicture.objects.order_by("position")
    assert (first.alt, second.alt, second.option_value) == ("From the library", "From the computer", oak)
    manager.post(reverse("products:remove_picture", args=[first.pk]))
    assert list(ProductPicture.objects.all()) == [second]


@pytest.mark.parametrize("kind", ["none", "both", "no words", "no picture"])
def test_a_picture_without_words_or_without_a_picture_is_refused(manager, kind):
    desk = make_product("DESK")
    facts = {"alt": "" if kind == "no words" else "A desk"}
    if kind in ("both", "no words"):
        facts["image"] = make_image().pk
    if kind == "both":
        facts["file"] = upload()
    if kind == "no picture":
        facts["file"] = SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>", content_type="image/svg+xml")
    response = manager.post(reverse("products:add_picture", args=[desk.product_id]), facts)
    assert response.status_code == 422
    assert not ProductPicture.objects.exists()
