"""Sheets of products: what each row would do, that it is done once, and that export and import are one."""

from datetime import timedelta

import pytest

from commerce.assortment.models import SheetImport, SheetRow
from commerce.assortment.queries import columns_for, sheet_rows
from commerce.assortment.sheets import apply_rows, check_sheet, confirm_sheet, withdraw_sheet
from commerce.catalogue.models import PriceChange, Product, Variant
from commerce.catalogue.operations import describe_product, measure_variant, retire_product, set_price
from commerce.catalogue.proposals import PriceLimit, PriceProposal
from commerce.catalogue.queries import current_prices
from commerce.errors import IllegalMove, SheetColumns
from commerce.money import Money
from commerce.trail.models import TrailEntry
from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from kinsite.foundation.sheets import csv_lines, read_sheet, xlsx_file
from tests.factories.catalogue import make_option, make_product, make_tax_category
from tests.factories.markets import make_german_market, make_market
from tests.factories.sheets import RIGHTS, make_sheet
from tests.factories.staff import make_colleague
from tests.factories.stock import make_location, stock_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def begun():
    make_location()
    return make_market()


@pytest.fixture
def desk():
    facts = {"title": "Desk", "price": 10000, "grams": 900, "threshold": 2}
    return make_product("DESK-OAK", options={"colour": "oak"}, **facts)


@pytest.fixture
def limited():
    """Goods whose price is days old, and changed by one colleague by a fifth at most."""
    with clock.travel(clock.now() - timedelta(days=30)):
        lamp = make_product("LAMP", price=13900, grams=100)
    PriceLimit.objects.create(price_list=make_market().price_list, alone_up_to_percent=20)
    return lamp


def verdicts(sheet):
    return [row.verdict for row in sheet.rows.all()]


def problems(sheet):
    return [problem.split("|")[:2] for row in sheet.rows.all() for problem in row.problems]


def apply(sheet):
    confirm_sheet(sheet=sheet, by=staff(User.objects.get(pk=sheet.actor_id)))
    while apply_rows(sheet_id=sheet.pk):
        pass
    sheet.refresh_from_db()
    return [row.outcome for row in sheet.rows.all()]


def price_of(variant, price_list=None):
    return current_prices([variant.pk], price_list or make_market().price_list)[variant.pk].minor


def test_what_a_sheet_changes_is_in_the_trail_by_who_sent_it(desk):
    sheet = make_sheet("sku,name,grams\nDESK-OAK,Desk of oak,950\n")
    assert apply(sheet) == ["changed"]
    rows = TrailEntry.objects.filter(area="product", actor_id=sheet.actor_id)
    assert {(row.what, row.before, row.after) for row in rows} == {
        ("title", "Desk", "Desk of oak"),
        ("grams", "900", "950"),
    }


def test_a_check_says_what_each_row_would_do_and_changes_nothing(desk):
    make_option("colour", values=["ash"])
    sheet = make_sheet(
        "product,sku,options,grams,price_usd\n"
        "desk-oak,DESK-OAK,colour=oak,900,100.00\n"
        "desk-oak,DESK-OAK,,,\n"
        "desk-oak,DESK-ASH,colour=ash,800,110\n"
        ",,,5,\n"
    )
    assert verdicts(sheet) == ["unchanged", "refused", "new", "refused"]
    changed = make_sheet("sku,grams,price_usd\nDESK-OAK,1200,95.50\n").rows.get()
    assert (changed.verdict, changed.before) == ("changed", ["", "900", "100.00"])
    assert Variant.objects.count() == PriceChange.objects.count() == 1
    desk.refresh_from_db()
    assert desk.grams == 900


def test_what_is_confirmed_is_applied_through_the_operations(desk):
    books = make_tax_category("books", "Books")
    sheet = make_sheet(
        "sku,name,tax_category,grams,height_mm,low_at,price_usd\nDESK-OAK,Table,books,1200,740,9,95.50\n"
    )
    assert apply(sheet) == ["changed"]
    desk.refresh_from_db()
    assert (desk.grams, desk.height_mm, desk.product.title) == (1200, 740, "Table")
    assert Product.objects.get().tax_category == books
    assert (stock_of(desk).threshold, stock_of(desk).on_hand, price_of(desk)) == (9, 5, 9550)
    assert PriceChange.objects.get(minor=9550).actor_id == sheet.actor_id
    assert sheet.status == "done"


def test_a_new_product_comes_with_its_variants_in_one_sheet():
    make_option("colour", values=["oak", "ash"])
    make_tax_category()
    sheet = make_sheet(
        "product;name;sku;options;tax_category;grams;low_at;price_usd\n"
        "bench;Bench;BENCH-OAK;colour=oak;goods;700;3;1.299,00\n"
        "bench;;BENCH-ASH;colour=ash;;700;;129,5\n"
    )
    assert verdicts(sheet) == ["new", "new"]
    assert apply(sheet) == ["new", "new"]
    bench = Product.objects.get(code="bench")
    oak, ash = bench.variants.all()
    assert (oak.sku, ash.sku, price_of(oak), price_of(ash)) == ("BENCH-OAK", "BENCH-ASH", 129900, 12950)
    assert (stock_of(oak).on_hand, stock_of(oak).threshold) == (0, 3)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"grams": "heavy"}, ["grams", "whole"]),
        ({"grams": "=1+1"}, ["grams", "formula"]),
        ({"price_usd": "1,299"}, ["price_usd", "amount"]),
        ({"tax_category": "rocks"}, ["tax_category", "unknown"]),
        ({"options": "colour=ash"}, ["options", "fixed"]),
        ({"product": "lamp"}, ["product", "elsewhere"]),
        ({"sku": "no spaces"}, ["sku", "sku"]),
        ({"sku": "NEW"}, ["product", "needed"]),
        (
            {"sku": "NEW", "product": "desk-oak", "grams": "5", "options": "colour=oak"},
            ["options", "combination"],
        ),
        ({"sku": "NEW", "product": "desk-oak", "grams": "5"}, ["options", "not_its"]),
        ({"sku": "NEW", "product": "desk-oak", "options": "colour=ash"}, ["grams", "needed"]),
        ({"sku": "NEW", "product": "bench", "grams": "5"}, ["name", "needed"]),
    ],
)
def test_a_refused_row_names_column_and_reason_and_keeps_no_other_back(desk, cells, wanted):
    make_option("colour", values=["ash"])
    lamp = make_product("LAMP", grams=100)
    cells = {"sku": "DESK-OAK", **cells}
    rows = [["sku", "grams", *(name for name in cells if name not in ("sku", "grams"))]]
    rows.append([cells.get(name, "") for name in rows[0]])
    rows.append(["LAMP", "150"])
    sheet = check_sheet(
        file_name="x.csv",
        rows=read_sheet("\n".join(",".join(row) for row in rows).replace("1,299", '"1,299"').encode()),
        user=make_colleague(*RIGHTS),
    )
    assert wanted in problems(sheet)
    assert apply(sheet) == ["refused", "changed"]
    lamp.refresh_from_db()
    assert lamp.grams == 150
    desk.refresh_from_db()
    assert (desk.grams, price_of(desk)) == (900, 10000)


def test_retired_goods_and_rows_that_contradict_each_other_are_refused(desk):
    gone = make_product("GONE")
    retire_product(product=gone.product, by=SYSTEM)
    sheet = make_sheet("sku,grams\nGONE,5\n")
    assert problems(sheet) == [["sku", "retired"]]
    make_product("DESK-ASH", product=desk.product, options={"colour": "ash"})
    sheet = make_sheet("sku,name\nDESK-OAK,Table\nDESK-ASH,Bench\n")
    assert (verdicts(sheet), problems(sheet)) == (["changed", "refused"], [["name", "otherwise"]])


def test_columns_that_mean_nothing_are_refused_as_a_whole(desk):
    for text in ("sku,stock\nDESK-OAK,9\n", "sku,sku\na,b\n", "grams\n5\n", "sku,price_xxx\nDESK-OAK,1\n"):
        with pytest.raises(SheetColumns):
            make_sheet(text)
    assert not SheetImport.objects.exists()


def test_a_row_with_more_cells_than_the_head_is_refused_and_empty_ones_beyond_it_are_not(desk):
    lamp = make_product("LAMP", price=5000)
    sheet = make_sheet("sku,price_usd,grams\nDESK-OAK,1,299.00,149\nLAMP,40.00,5,, ,\n")
    assert (verdicts(sheet), problems(sheet)) == (["refused", "changed"], [["sku", "beyond"]])
    assert apply(sheet) == ["refused", "changed"]
    assert (price_of(desk), price_of(lamp)) == (10000, 4000)


def test_prices_stock_and_new_products_ask_for_their_own_rights(desk):
    clerk = make_colleague("commerce.change_product")
    make_tax_category()
    text = "product,name,sku,tax_category,grams,price_usd,low_at\n"
    sheet = make_sheet(text + ",,DESK-OAK,,,50,\n,,DESK-OAK,,,,9\nnew,New,NEW,goods,5,,\n", user=clerk)
    assert ["price_usd", "right"] in problems(sheet) and ["product", "right"] in problems(sheet)
    assert make_sheet(text + ",,DESK-OAK,,1200,100,2\n", user=clerk).rows.get().verdict == "changed"


def test_a_right_that_was_taken_away_meanwhile_is_missed_when_the_row_is_applied(desk):
    boss = make_colleague(*RIGHTS)
    sheet = make_sheet("sku,price_usd\nDESK-OAK,50\n", user=boss)
    boss.user_permissions.clear()
    assert apply(sheet) == ["refused"]
    assert price_of(desk) == 10000


def test_what_a_colleague_changed_since_the_check_is_not_overwritten(desk):
    sheet = make_sheet("sku,grams,name,price_usd\nDESK-OAK,1200,Table,95\n")
    set_price(variant=desk, price_list=make_market().price_list, money=Money(9000, "USD"), by=SYSTEM)
    assert apply(sheet) == ["refused"]
    assert problems(sheet) == [["price_usd", "moved"]]
    desk.refresh_from_db()
    assert (desk.grams, price_of(desk)) == (900, 9000)


def test_what_a_colleague_changed_to_the_same_is_unchanged(desk):
    sheet = make_sheet("sku,grams\nDESK-OAK,1200\n")
    measure_variant(variant=desk, grams=1200, width_mm=None, depth_mm=None, height_mm=None, by=SYSTEM)
    assert apply(sheet) == ["unchanged"]


def test_a_price_beyond_the_limit_is_foreseen_to_wait_and_waits(limited):
    sheet = make_sheet("sku,price_usd\nLAMP,1\n")
    assert (verdicts(sheet), problems(sheet)) == (["waits"], [["price_usd", "waits"]])
    assert sheet.rows.get().changes == [("price_usd", "139.00", "1.00")]
    assert not PriceProposal.objects.exists()
    assert apply(sheet) == ["waits"]
    assert problems(sheet) == [["price_usd", "waits"]]
    assert (price_of(limited), PriceProposal.objects.get().minor) == (13900, 100)


def test_what_is_changed_beside_a_price_that_waits_counts_as_changed(limited):
    sheet = make_sheet("sku,grams,price_usd\nLAMP,150,1\n")
    assert (verdicts(sheet), problems(sheet)) == (["changed"], [["price_usd", "waits"]])
    assert apply(sheet) == ["changed"]
    limited.refresh_from_db()
    assert (limited.grams, price_of(limited)) == (150, 13900)


def test_a_price_within_the_limit_and_a_first_one_wait_for_nobody(limited):
    make_product("BENCH", price=None)
    sheet = make_sheet("sku,price_usd\nLAMP,120\nBENCH,1\n")
    assert (verdicts(sheet), problems(sheet)) == (["changed", "changed"], [])
    assert apply(sheet) == ["changed", "changed"]
    assert price_of(limited) == 12000


def test_a_limit_that_came_after_the_check_lets_the_price_wait_when_it_is_applied(limited):
    limit = PriceLimit.objects.get()
    PriceLimit.objects.all().delete()
    sheet = make_sheet("sku,price_usd\nLAMP,1\n")
    assert verdicts(sheet) == ["changed"]
    limit.save(force_insert=True)
    assert apply(sheet) == ["waits"]


def test_a_killed_worker_goes_on_where_it_was_and_does_no_row_twice(desk, monkeypatch):
    lamp = make_product("LAMP", price=5000)
    sheet = make_sheet("sku,price_usd\nDESK-OAK,90\nLAMP,40\n")
    confirm_sheet(sheet=sheet, by=SYSTEM)
    assert apply_rows(sheet_id=sheet.pk, most=1)

    class Killed(BaseException):
        pass

    def die(*args, **facts):
        raise Killed

    with monkeypatch.context() as patched:
        # The row's work is done, and it is not marked yet.
        patched.setattr(SheetRow, "save", die)
        with pytest.raises(Killed):
            apply_rows(sheet_id=sheet.pk)
    assert (price_of(desk), price_of(lamp)) == (9000, 5000)
    assert [row.outcome for row in sheet.rows.all()] == ["changed", ""]
    while apply_rows(sheet_id=sheet.pk):
        pass
    assert (price_of(lamp), PriceChange.objects.count()) == (4000, 4)
    assert not apply_rows(sheet_id=sheet.pk)
    assert PriceChange.objects.count() == 4


def test_a_sheet_is_confirmed_or_withdrawn_once(desk):
    sheet = make_sheet("sku,grams\nDESK-OAK,1200\n")
    withdraw_sheet(sheet=sheet, by=SYSTEM)
    with pytest.raises(IllegalMove):
        confirm_sheet(sheet=sheet, by=SYSTEM)
    assert not apply_rows(sheet_id=sheet.pk)
    desk.refresh_from_db()
    assert desk.grams == 900


@pytest.mark.parametrize(
    "write", [lambda rows: "".join(csv_lines(rows)).encode(), lambda rows: xlsx_file(rows).read()]
)
def test_what_was_exported_changes_nothing_when_it_is_imported(desk, write):
    eur = make_german_market().price_list
    make_product("DESK-ASH", product=desk.product, price=None, options={"colour": "ash"})
    set_price(variant=desk, price_list=eur, money=Money(129950, "EUR"), by=SYSTEM)
    odd = make_product("ODD", title="x").product
    describe_product(
        product=odd,
        title="=HYPERLINK(1)",
        teaser="",
        tax_category=None,
        order_limit=1,
        warranty_years=None,
        by=SYSTEM,
    )
    boss = make_colleague(*RIGHTS)
    data = write(sheet_rows(Product.objects.all(), columns_for(boss)))
    sheet = check_sheet(file_name="x", rows=read_sheet(data), user=boss)
    assert verdicts(sheet) == ["unchanged"] * 3, problems(sheet)
    assert list(sheet.columns) == columns_for(boss)


def test_only_who_may_price_takes_prices_out(desk):
    assert not [name for name in columns_for(make_colleague("commerce.view_product")) if "price" in name]
    assert "price_usd" in columns_for(make_colleague("commerce.change_price"))


@pytest.mark.parametrize("size", [1, 60])
def test_a_check_asks_as_often_for_many_rows_as_for_one(desk, size, django_assert_max_num_queries):
    boss = make_colleague(*RIGHTS)
    text = "product,name,sku,options,tax_category,grams\n"
    make_option("colour", values=[f"c{number}" for number in range(size)])
    rows = [f"new,New,NEW-{number},colour=c{number},goods,5" for number in range(size)]
    with django_assert_max_num_queries(32):
        sheet = make_sheet(text + "\n".join(rows), user=boss)
    assert SheetRow.objects.filter(sheet=sheet, verdict="new").count() == size
