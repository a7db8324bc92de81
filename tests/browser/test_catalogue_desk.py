"""The catalogue's desk in a browser: many together, a copy, the grid by keys, a sheet with a wrong row."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.assortment.models import SheetImport
from commerce.assortment.sheets import apply_rows
from commerce.backoffice.permissions import OFFERED_TO_GROUPS
from commerce.catalogue.models import Product, Variant
from commerce.catalogue.operations import measure_variant
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.staff import make_colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=60), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk():
    return make_product("DESK", title="Oak desk", price=10000, grams=900, path="/a/")


@pytest.fixture
def admin(enter, live_server, desk):
    """Opens a screen of the products in a colleague's browser."""
    page = enter(make_colleague(*OFFERED_TO_GROUPS))

    def go(name, *args):
        page.goto(live_server.url + reverse(f"products:{name}", args=args), wait_until="networkidle")
        return page

    return go


def test_products_are_ticked_counted_and_changed_together(admin, desk):
    make_product("LAMP", title="Calm lamp", grams=1200)
    page = admin("index")
    page.get_by_label("Pick Oak desk").check()
    page.get_by_label("Pick Calm lamp").check()
    page.locator("summary", has_text="Change several products").click()
    page.get_by_label("What to do").select_option("grams")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Weight with packaging, in grams").fill("1200")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("Calm lamp: It is so already.")).to_be_visible()
    page.get_by_role("button", name="Change 1 product").click()
    expect(page.get_by_text("1 product is changed.")).to_be_visible()
    assert set(Variant.objects.values_list("grams", flat=True)) == {1200}


def test_a_product_is_copied_after_a_taken_sku_was_said(admin, desk):
    page = admin("duplicate", desk.product_id)
    page.get_by_label("Title").fill("Oak desk two")
    page.get_by_label("New SKU for DESK").fill("desk")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_text("Another variant has this SKU.")).to_be_visible()
    page.get_by_label("New SKU for DESK").fill("DESK-TWO")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_role("heading", name="Oak desk two")).to_be_visible()
    assert Product.objects.get(code="oak-desk-two").variants.get().sku == "DESK-TWO"


def test_the_grid_is_filled_in_by_keyboard_and_tells_what_a_colleague_changed(admin, desk):
    page = admin("grid")
    page.get_by_label("DESK, Grams").press("Control+a")
    page.keyboard.type("1200")
    page.keyboard.press("Tab")
    page.keyboard.type("1400")
    measure_variant(variant=desk, grams=1000, width_mm=None, depth_mm=None, height_mm=None, by=SYSTEM)
    page.keyboard.press("Enter")
    expect(page.get_by_text("You saw 900; since then it is 1000.")).to_be_visible()
    expect(page.get_by_label("DESK, Width in mm")).to_have_value("1400")
    page.get_by_label("DESK, Grams").press("Enter")
    expect(page.get_by_text("2 cells are saved.")).to_be_visible()
    desk.refresh_from_db()
    assert (desk.grams, desk.width_mm) == (1200, 1400)


def test_a_sheet_with_one_wrong_row_applies_the_others(admin, desk):
    page = admin("import")
    file = {
        "name": "goods.csv",
        "mimeType": "text/csv",
        "buffer": b"sku;price_usd\nDESK;95,50\nDESK-9;1,299\n",
    }
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("100.00 → 95.50")).to_be_visible()
    expect(page.get_by_text("could be meant in two ways")).to_be_visible()
    page.get_by_role("button", name="Apply 1 row").click()
    expect(page.get_by_text("The sheet is being applied.")).to_be_visible()
    sheet = SheetImport.objects.get()
    while apply_rows(sheet_id=sheet.pk):
        pass
    page.reload()
    expect(page.get_by_text("Applied on")).to_be_visible()
    assert [row.outcome for row in sheet.rows.all()] == ["changed", "refused"]
