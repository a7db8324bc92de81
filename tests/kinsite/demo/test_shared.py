"""What the demo's pages share: it leads to pages, fits its fields, and reaches the products it is about."""

from kinsite.demo.catalogue import PRODUCTS
from kinsite.demo.pages import HOME, PAGES_BY_PATH
from kinsite.demo.shared import (
    ANNOUNCEMENT,
    CARE_GUIDES,
    FOOTER,
    HEADER,
    SIZE_GUIDES,
    TESTIMONIALS,
    care_guides_of,
    size_guide_of,
)


def test_menus_and_the_announcement_lead_to_pages_that_exist():
    paths = {path for _label, path in HEADER} | {path for _title, links in FOOTER for _label, path in links}
    assert paths | {ANNOUNCEMENT.page} <= set(PAGES_BY_PATH)
    assert len(HEADER) <= 7
    assert len(FOOTER) <= 4


def test_texts_fit_the_fields_they_will_stand_in():
    assert len(ANNOUNCEMENT.text) <= 120
    assert len(ANNOUNCEMENT.label) <= 40
    assert all(len(said.quote) <= 400 and len(said.role) <= 120 for said in TESTIMONIALS.values())
    assert all(len(guide.title) <= 80 for guide in (*SIZE_GUIDES.values(), *CARE_GUIDES.values()))


def test_rows_of_tables_have_a_cell_for_each_column():
    for guide in SIZE_GUIDES.values():
        assert {len(row) for row in guide.table.rows} == {len(guide.table.columns)}


def test_the_home_page_shows_three_testimonials():
    [keys] = [value for kind, value in HOME.blocks if kind == "testimonials"]
    assert list(keys) == list(TESTIMONIALS)
    assert len(keys) == 3


def test_desks_and_chairs_that_come_in_sizes_have_a_size_guide_and_lamps_none():
    sized = {product.collection for product in PRODUCTS if size_guide_of(product)}
    assert sized == {"desks", "seating"}
    assert all(size_guide_of(product) is None for product in PRODUCTS if not product.sizes)


def test_every_care_guide_is_shared_by_several_products():
    shown = [care for product in PRODUCTS for care in care_guides_of(product)]
    assert {care: shown.count(care) >= 3 for care in CARE_GUIDES} == dict.fromkeys(CARE_GUIDES, True)
