"""The bugs planted in the catalogue's desk: what is changed together, copied, led on, or read from sheets."""

from tests.mutants.plants import Plant

LIST = "tests/commerce/backoffice/test_product_list.py"
COPIES = "tests/commerce/catalogue/test_copies.py"
SUCCESSORS = "tests/content/test_successors.py"
GRID = "tests/commerce/backoffice/test_variant_grid.py"
SHEETS = "tests/commerce/assortment/test_sheets.py"
COLUMNS = "tests/commerce/assortment/test_columns.py"
FILES = "tests/kinsite/foundation/test_sheets.py"

CATALOGUE_DESK_PLANTS = [
    Plant(
        "catalogue",
        "all that the filter shows is the whole shop without one",
        "commerce/backoffice/forms/together.py",
        "if narrows(query) else []",
        "if True else []",
        (LIST, "never_the_whole_shop"),
    ),
    Plant(
        "catalogue",
        "retired products are changed together with the others",
        "commerce/catalogue/together.py",
        "    if product.retired_at:\n        return Skip.RETIRED\n",
        "",
        (LIST, "counted_with_what_is_skipped"),
    ),
    Plant(
        "catalogue",
        "a running sale is copied as a price for good",
        "commerce/catalogue/operations/series.py",
        "for change in self.changes[key] if change.lasts), self.now)",
        "for change in self.changes[key]), self.now)",
        (COPIES, "a_running_sale_is_not"),
    ),
    Plant(
        "catalogue",
        "a SKU that is taken in another case is copied",
        "commerce/catalogue/operations/copies.py",
        "wanted = {sku.upper(): sku for sku in skus}",
        "wanted = {sku: sku for sku in skus}",
        (COPIES, "a_taken_sku"),
    ),
    Plant(
        "catalogue",
        "a retired product may follow another",
        "commerce/catalogue/operations/retiring.py",
        "or locked[successor.pk].retired_at",
        "",
        (SUCCESSORS, "never_lead_to_each_other"),
    ),
    Plant(
        "catalogue",
        "a product that is sold again goes on leading elsewhere",
        "commerce/catalogue/operations/retiring.py",
        "update(retired_at=None, successor=None, successor_collection=None)",
        "update(retired_at=None)",
        (SUCCESSORS, "sold_again"),
    ),
    Plant(
        "catalogue",
        "the grid overwrites what a colleague changed",
        "commerce/assortment/grid.py",
        "    if moves or price_moves:\n",
        "    if False:\n",
        (GRID, "what_colleagues_changed"),
    ),
    Plant(
        "catalogue",
        "the grid writes all measures as they were seen",
        "commerce/backoffice/forms/variant_grid.py",
        "if name in self.errors or value == seen:",
        "if name in self.errors:",
        (GRID, "was_only_looked_at"),
    ),
    Plant(
        "catalogue",
        "the grid takes prices from whoever may not price",
        "commerce/backoffice/actions/variant_grid.py",
        "priced = rows if self.can_price else",
        "priced = rows if True else",
        (GRID, "shown_and_never_taken"),
    ),
    Plant(
        "catalogue",
        "a comma is a decimal sign where thousands could be meant",
        "commerce/money.py",
        r're.compile(r"([0-9]{1,12}),([0-9]{1,2})"),',
        r're.compile(r"([0-9]{1,12}),([0-9]{1,3})"),',
        (COLUMNS, "finer_than or two_ways or mean_the_same"),
    ),
    Plant(
        "catalogue",
        "a sheet overwrites what a colleague changed since the check",
        "commerce/assortment/sheets.py",
        "    if moved := _moved(row, plan):\n        return REFUSED, moved\n",
        "",
        (SHEETS, "is_not_overwritten"),
    ),
    Plant(
        "catalogue",
        "a sheet sets prices without the right",
        "commerce/assortment/plan.py",
        "for name in prices if PRICES not in may]",
        "for name in prices if not may and False]",
        (SHEETS, "their_own_rights"),
    ),
    Plant(
        "catalogue",
        "a row is applied and not marked in one transaction",
        "commerce/assortment/sheets.py",
        "@transaction.atomic(durable=True)\ndef _apply_next",
        "def _apply_next",
        (SHEETS, "a_killed_worker"),
    ),
    Plant(
        "catalogue",
        "a formula is taken for a text",
        "commerce/assortment/columns.py",
        "    if isinstance(text, Formula):\n",
        "    if False:\n",
        (SHEETS, "names_column_and_reason"),
    ),
    Plant(
        "catalogue",
        "a text may begin as a formula in a sheet",
        "kinsite/foundation/sheets.py",
        "[=+\\-@＝＋－＠]",
        "[=+\\-＝＋－＠]",
        (FILES, "a_safe_cell or takes_a_text_for_a_formula"),
    ),
    Plant(
        "catalogue",
        "a zip is unpacked however large it becomes",
        "kinsite/foundation/sheets.py",
        " or sum(part.file_size for part in parts) > MOST_UNPACKED",
        "",
        (FILES, "a_bomb"),
    ),
]
