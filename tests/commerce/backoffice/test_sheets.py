"""Sheets of products in the admin: handed in, looked at, confirmed by whoever checked them, reported."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commerce.assortment.models import SheetImport
from commerce.assortment.sheets import apply_rows
from commerce.backoffice.permissions import CHANGE_PRODUCTS, VIEW_PRODUCTS
from commerce.catalogue.proposals import PriceLimit
from kinsite.foundation.sheets import read_sheet
from tests.factories.catalogue import make_product
from tests.factories.markets import make_price_list


@pytest.fixture
def desk():
    return make_product("DESK", title="Desk", grams=900, price=10000)


def hand_in(client, text, name="goods.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("products:import"), {"file": SimpleUploadedFile(name, data)})


def test_a_sheet_is_checked_confirmed_applied_and_reported(manager, desk):
    answer = hand_in(manager, "sku,grams\nDESK,1200\nLAMP,x\n")
    sheet = SheetImport.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("products:sheet", args=[sheet.pk]))
    text = " ".join(manager.get(answer.url).text.split())
    for words in ("Nothing was changed yet", "900 → 1200", "It has to be a whole number", "Apply 1 row"):
        assert words in text
    desk.refresh_from_db()
    assert desk.grams == 900
    manager.post(reverse("products:confirm_sheet", args=[sheet.pk]))
    while apply_rows(sheet_id=sheet.pk):
        pass
    desk.refresh_from_db()
    assert desk.grams == 1200
    assert "Applied on" in manager.get(answer.url).text
    assert manager.get(answer.url, {"show": "refused"}).context["page"].object_list[0].number == 3
    report = read_sheet(
        b"".join(manager.get(reverse("products:sheet_report", args=[sheet.pk])).streaming_content)
    )
    assert [line[:2] for line in report[1:]] == [["2", "Changed"], ["3", "Refused"]]
    manager.post(reverse("products:confirm_sheet", args=[sheet.pk]))
    assert SheetImport.objects.get().status == "done"


def test_a_row_that_a_comma_has_torn_apart_says_so_in_the_dry_run(manager, desk):
    hand_in(manager, "sku,price_usd,grams\nDESK,1,299.00,149\n")
    text = manager.get(reverse("products:sheet", args=[SheetImport.objects.get().pk])).text
    assert "A comma within a value has to stand in quotes." in text and "Apply 1 row" not in text


def test_what_waits_for_approval_is_told_before_and_after_and_never_as_changed(manager, desk):
    limit = {"price_list": make_price_list(), "alone_up_to_percent": 30}
    PriceLimit.objects.create(**limit)
    hand_in(manager, "sku,price_usd\nDESK,1\n")
    sheet = SheetImport.objects.get()
    address = reverse("products:sheet", args=[sheet.pk])
    before = manager.get(address, {"show": "waits"})
    assert "Waits for approval" in before.text and "Apply 1 row" in before.text
    assert [row.sku for row in before.context["page"]] == ["DESK"]
    manager.post(reverse("products:confirm_sheet", args=[sheet.pk]))
    while apply_rows(sheet_id=sheet.pk):
        pass
    after = manager.get(address)
    counts = {name: count for name, _label, count in after.context["figures"]}
    assert (counts["waits"], counts["changed"]) == (1, 0)
    report = b"".join(manager.get(reverse("products:sheet_report", args=[sheet.pk])).streaming_content)
    assert read_sheet(report)[1][:2] == ["2", "Waits for approval"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        ("sku\nHöhe".encode("cp1252"), "not in UTF-8"),
        (b"PK\x03\x04nonsense", "can&#x27;t be read"),
        (b"sku,stock\nDESK,5\n", "not known"),
        (b"grams\n5\n", "no column “sku”".encode().decode()),
    ],
)
def test_a_file_that_cannot_be_read_says_why(manager, desk, data, said):
    answer = hand_in(manager, data)
    assert answer.status_code == 422
    assert said in answer.text
    assert not SheetImport.objects.exists()


def test_only_whoever_checked_a_sheet_settles_it(manager, sign_in, desk):
    hand_in(manager, "sku,grams\nDESK,1200\n")
    sheet = SheetImport.objects.get()
    other = sign_in(CHANGE_PRODUCTS)
    for name in ("confirm_sheet", "withdraw_sheet"):
        assert other.post(reverse(f"products:{name}", args=[sheet.pk])).status_code == 404
    assert "Apply 1 row" not in other.get(reverse("products:sheet", args=[sheet.pk])).text
    manager.post(reverse("products:withdraw_sheet", args=[sheet.pk]))
    assert SheetImport.objects.get().status == "withdrawn"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_the_list_shows_is_taken_out(manager, sign_in, desk, kind):
    make_product("LAMP", title="=Lamp")
    answer = manager.get(reverse(f"products:export_{kind}"), {"q": "desk"})
    data = b"".join(answer.streaming_content)
    head, *rows = read_sheet(data)
    assert [row[head.index("sku")] for row in rows] == ["DESK"]
    assert float(rows[0][head.index("price_usd")]) == 100
    reader = sign_in(VIEW_PRODUCTS).get(reverse("products:export_csv"))
    text = b"".join(reader.streaming_content).decode()
    assert "price_usd" not in text and "low_at" not in text and "'=Lamp" in text


@pytest.mark.parametrize("size", [1, 60])
def test_the_page_of_a_sheet_costs_the_same_however_many_rows(
    manager, desk, size, django_assert_max_num_queries
):
    hand_in(manager, "sku,grams\n" + "\n".join(f"S-{number},x" for number in range(size)))
    address = reverse("products:sheet", args=[SheetImport.objects.get().pk])
    manager.get(address)
    with django_assert_max_num_queries(16):
        manager.get(address)
