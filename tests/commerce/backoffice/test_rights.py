"""Who may do what: each screen and action asks for its own right, and a refusal changes nothing."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from commerce.backoffice.models import SavedView
from commerce.backoffice.permissions import (
    ADD_DISCOUNTS,
    ADD_PRODUCTS,
    ANSWER_DISPUTES,
    APPROVE_PRICES,
    APPROVE_REFUNDS,
    CHANGE_CUSTOMERS,
    CHANGE_DELIVERIES,
    CHANGE_DISCOUNTS,
    CHANGE_GROUPS,
    CHANGE_LIMITS,
    CHANGE_MAILS,
    CHANGE_MARKETS,
    CHANGE_ORDERS,
    CHANGE_PAYMENTS,
    CHANGE_PRICE_LIMITS,
    CHANGE_PRICES,
    CHANGE_PRODUCTS,
    CHANGE_REVIEWS,
    CHANGE_STOCK,
    CHANGE_TAXES,
    ERASE_CUSTOMERS,
    EXEMPT_CUSTOMERS,
    EXPORT_ORDERS,
    IMPERSONATE_CUSTOMERS,
    ISSUE_CREDIT,
    OFFERED_TO_GROUPS,
    REFUND_ORDERS,
    SETTLE_DIFFERENCES,
    VIEW_CREDIT,
    VIEW_CUSTOMERS,
    VIEW_DIFFERENCES,
    VIEW_DISCOUNTS,
    VIEW_GROUPS,
    VIEW_LETTERS,
    VIEW_ORDERS,
    VIEW_PRODUCTS,
    VIEW_REVIEWS,
    VIEW_STOCK,
    VIEW_TRAIL,
    rights_for_groups,
)
from commerce.catalogue.models import Price, Product
from commerce.fulfilment.models import Shipment
from commerce.invoices.operations import issue_invoice
from commerce.markets.models import Market
from commerce.orders.models import Order
from commerce.pricing.models import TaxRate
from tests.factories.bulk import make_job
from tests.factories.catalogue import make_picture, make_product
from tests.factories.credit import make_card
from tests.factories.customers import make_customer
from tests.factories.deliveries import make_method
from tests.factories.desk import make_letter, make_mention
from tests.factories.discounts import make_discount
from tests.factories.drafts import make_draft
from tests.factories.groups import make_group, make_member
from tests.factories.orders import make_order
from tests.factories.reconciliation import make_difference, make_dispute, make_payout
from tests.factories.refunds import make_proposed_refund
from tests.factories.reviews import make_review
from tests.factories.sheets import make_sheet
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of

# Address: what it is about, and the right it asks for. A new address of these screens must be named here.
ASKED = {
    "mails:index": (None, CHANGE_MAILS),
    "mails:page": ("mail", CHANGE_MAILS),
    "mails:html": ("mail", CHANGE_MAILS),
    "mails:test": ("mail", CHANGE_MAILS),
    "orders:index": (None, VIEW_ORDERS),
    "orders:news": (None, VIEW_ORDERS),
    "orders:columns": (None, VIEW_ORDERS),
    "orders:save_view": (None, VIEW_ORDERS),
    "orders:rename_view": ("view", VIEW_ORDERS),
    "orders:delete_view": ("view", VIEW_ORDERS),
    "orders:bulk": (None, CHANGE_ORDERS),
    "orders:export": (None, EXPORT_ORDERS),
    "orders:bulk_jobs": (None, CHANGE_ORDERS),
    "orders:bulk_job_results": (None, CHANGE_ORDERS),
    **dict.fromkeys(["orders:bulk_job", "orders:bulk_confirm", "orders:bulk_again"], ("job", CHANGE_ORDERS)),
    "orders:to_capture": (None, VIEW_ORDERS),
    "orders:page": ("order", VIEW_ORDERS),
    "orders:refund": ("order", REFUND_ORDERS),
    "orders:preview_refund": ("order", REFUND_ORDERS),
    "orders:cancel": ("order", CHANGE_ORDERS),
    "orders:change": ("order", CHANGE_ORDERS),
    "orders:withdraw_change": ("order", CHANGE_ORDERS),
    "orders:capture": ("order", CHANGE_ORDERS),
    "orders:ship": ("order", CHANGE_ORDERS),
    "orders:hand_over": ("parcel", CHANGE_ORDERS),
    **dict.fromkeys(["orders:unpack", "orders:deliver", "orders:undo"], ("parcel", CHANGE_ORDERS)),
    "orders:invoice": ("invoice", VIEW_ORDERS),
    "orders:address": ("order", CHANGE_ORDERS),
    "orders:note": ("order", CHANGE_ORDERS),
    "orders:message": ("order", CHANGE_ORDERS),
    "orders:settle_answer": ("order", CHANGE_ORDERS),
    "orders:hold": ("order", CHANGE_ORDERS),
    "orders:let_go": ("order", CHANGE_ORDERS),
    "orders:add_tag": ("order", CHANGE_ORDERS),
    "orders:remove_tag": ("order", CHANGE_ORDERS),
    "orders:read_mention": ("mention", VIEW_ORDERS),
    "orders:letter": ("letter", VIEW_ORDERS),
    "orders:resend": ("letter", CHANGE_ORDERS),
    **dict.fromkeys(
        ["orders:evidence_pdf", "orders:evidence", "orders:submit_evidence"], ("dispute", ANSWER_DISPUTES)
    ),
    "drafts:index": (None, VIEW_ORDERS),
    "drafts:index_results": (None, VIEW_ORDERS),
    "drafts:add": (None, CHANGE_ORDERS),
    "drafts:duplicate": ("order", CHANGE_ORDERS),
    "drafts:page": ("draft", VIEW_ORDERS),
    "drafts:add_goods": ("draft", CHANGE_ORDERS),
    "drafts:line": ("draft_line", CHANGE_ORDERS),
    "drafts:send": ("draft", CHANGE_ORDERS),
    "drafts:end": ("draft", CHANGE_ORDERS),
    "refunds:index": (None, APPROVE_REFUNDS),
    "refunds:index_results": (None, APPROVE_REFUNDS),
    **dict.fromkeys(["refunds:approve", "refunds:refuse"], ("refund", APPROVE_REFUNDS)),
    "refunds:try_again": ("refund", REFUND_ORDERS),
    "refund_limits:index": (None, CHANGE_LIMITS),
    **dict.fromkeys(["markets:index", "markets:index_results"], (None, CHANGE_MARKETS)),
    "markets:page": ("market", CHANGE_MARKETS),
    **dict.fromkeys(["taxes:index", "taxes:index_results", "taxes:add"], (None, CHANGE_TAXES)),
    **dict.fromkeys(["taxes:page", "taxes:remove"], ("rate", CHANGE_TAXES)),
    "deliveries:index": (None, CHANGE_DELIVERIES),
    "deliveries:index_results": (None, CHANGE_DELIVERIES),
    "deliveries:add": (None, CHANGE_DELIVERIES),
    "deliveries:page": ("delivery", CHANGE_DELIVERIES),
    "deliveries:add_zone": (None, CHANGE_DELIVERIES),
    "deliveries:zone": ("zone", CHANGE_DELIVERIES),
    "failed_letters:index": (None, VIEW_LETTERS),
    "failed_letters:index_results": (None, VIEW_LETTERS),
    "notices:index": (None, CHANGE_PAYMENTS),
    "notices:replay": (None, CHANGE_PAYMENTS),
    "products:index": (None, VIEW_PRODUCTS),
    "products:index_results": (None, VIEW_PRODUCTS),
    "products:add": (None, ADD_PRODUCTS),
    "products:page": ("product", VIEW_PRODUCTS),
    "products:edit": ("product", CHANGE_PRODUCTS),
    "products:retire": ("product", CHANGE_PRODUCTS),
    "products:restore": ("product", CHANGE_PRODUCTS),
    "products:duplicate": ("product", ADD_PRODUCTS),
    "products:add_variant": ("product", CHANGE_PRODUCTS),
    "products:add_picture": ("product", CHANGE_PRODUCTS),
    "products:measure": ("variant", CHANGE_PRODUCTS),
    "products:price": ("price", CHANGE_PRICES),
    "products:together": (None, CHANGE_PRODUCTS),
    "products:grid": (None, VIEW_PRODUCTS),
    "products:save_grid": (None, CHANGE_PRODUCTS),
    "products:export_csv": (None, VIEW_PRODUCTS),
    "products:export_xlsx": (None, VIEW_PRODUCTS),
    "products:import": (None, CHANGE_PRODUCTS),
    "products:sheet": ("sheet", CHANGE_PRODUCTS),
    "products:sheet_report": ("sheet", CHANGE_PRODUCTS),
    "products:confirm_sheet": ("sheet", CHANGE_PRODUCTS),
    "products:withdraw_sheet": ("sheet", CHANGE_PRODUCTS),
    "products:prices": (None, VIEW_PRODUCTS),
    "products:save_prices": (None, CHANGE_PRICES),
    "products:plan_prices": (None, CHANGE_PRICES),
    "products:end_price": ("change", CHANGE_PRICES),
    "products:retire_variant": ("variant", CHANGE_PRODUCTS),
    "products:remove_picture": ("picture", CHANGE_PRODUCTS),
    "stock:index": (None, VIEW_STOCK),
    "stock:index_results": (None, VIEW_STOCK),
    "stock:page": ("item", VIEW_STOCK),
    "stock:receive": ("item", CHANGE_STOCK),
    "stock:correct": ("item", CHANGE_STOCK),
    "stock:threshold": ("item", CHANGE_STOCK),
    "reviews:index": (None, VIEW_REVIEWS),
    "reviews:index_results": (None, VIEW_REVIEWS),
    "reviews:page": ("review", VIEW_REVIEWS),
    "reviews:publish": ("review", CHANGE_REVIEWS),
    "reviews:refuse": ("review", CHANGE_REVIEWS),
    "reconciliation:index": (None, VIEW_DIFFERENCES),
    "reconciliation:index_results": (None, VIEW_DIFFERENCES),
    "reconciliation:compare": (None, SETTLE_DIFFERENCES),
    "reconciliation:payouts": (None, VIEW_DIFFERENCES),
    "reconciliation:payout_results": (None, VIEW_DIFFERENCES),
    "reconciliation:payout": ("payout", VIEW_DIFFERENCES),
    "reconciliation:page": ("difference", VIEW_DIFFERENCES),
    "reconciliation:repair": ("difference", SETTLE_DIFFERENCES),
    "reconciliation:understand": ("difference", SETTLE_DIFFERENCES),
    "credit:index": (None, VIEW_CREDIT),
    "credit:index_results": (None, VIEW_CREDIT),
    "credit:issue": (None, ISSUE_CREDIT),
    "credit:give": (None, ISSUE_CREDIT),
    "credit:page": ("credit", VIEW_CREDIT),
    "credit:end": ("credit", ISSUE_CREDIT),
    "customers:index": (None, VIEW_CUSTOMERS),
    "customers:index_results": (None, VIEW_CUSTOMERS),
    "customers:page": ("customer", VIEW_CUSTOMERS),
    "customers:note": ("customer", CHANGE_CUSTOMERS),
    "customers:block": ("customer", CHANGE_CUSTOMERS),
    "customers:unblock": ("customer", CHANGE_CUSTOMERS),
    "customers:exempt": ("customer", EXEMPT_CUSTOMERS),
    "customers:tax": ("customer", EXEMPT_CUSTOMERS),
    "customers:duplicates": ("customer", CHANGE_CUSTOMERS),
    "customers:merge": ("duplicate", CHANGE_CUSTOMERS),
    "customers:erase": ("customer", ERASE_CUSTOMERS),
    "customers:impersonate": ("customer", IMPERSONATE_CUSTOMERS),
    "trail:index": (None, VIEW_TRAIL),
    "price_proposals:index": (None, APPROVE_PRICES),
    "price_proposals:approve": (None, APPROVE_PRICES),
    "price_proposals:decline": (None, APPROVE_PRICES),
    "price_proposals:withdraw": (None, CHANGE_PRICES),
    "price_limits:index": (None, CHANGE_PRICE_LIMITS),
    "customer_groups:index": (None, VIEW_GROUPS),
    "customer_groups:index_results": (None, VIEW_GROUPS),
    "customer_groups:add": (None, CHANGE_GROUPS),
    "customer_groups:page": ("group", VIEW_GROUPS),
    "customer_groups:rename": ("group", CHANGE_GROUPS),
    "customer_groups:delete": ("group", CHANGE_GROUPS),
    "customer_groups:add_member": ("group", CHANGE_GROUPS),
    "customer_groups:remove_member": ("member", CHANGE_GROUPS),
    "discounts:index": (None, VIEW_DISCOUNTS),
    "discounts:index_results": (None, VIEW_DISCOUNTS),
    "discounts:add": (None, ADD_DISCOUNTS),
    "discounts:page": ("discount", VIEW_DISCOUNTS),
    "discounts:edit": ("discount", CHANGE_DISCOUNTS),
    "discounts:end": ("discount", CHANGE_DISCOUNTS),
}

MENU = {
    "orders": VIEW_ORDERS,
    "drafts": VIEW_ORDERS,
    "products": VIEW_PRODUCTS,
    "stock": VIEW_STOCK,
    "discounts": VIEW_DISCOUNTS,
    "credit": VIEW_CREDIT,
    "customers": VIEW_CUSTOMERS,
    "customer_groups": VIEW_GROUPS,
    "reviews": VIEW_REVIEWS,
    "refunds": APPROVE_REFUNDS,
    "refund_limits": CHANGE_LIMITS,
    "deliveries": CHANGE_DELIVERIES,
    "taxes": CHANGE_TAXES,
    "markets": CHANGE_MARKETS,
    "reconciliation": VIEW_DIFFERENCES,
    "failed_letters": VIEW_LETTERS,
    "notices": CHANGE_PAYMENTS,
    "trail": VIEW_TRAIL,
    "price_proposals": APPROVE_PRICES,
    "price_limits": CHANGE_PRICE_LIMITS,
}


@pytest.fixture
def address():
    method = make_method()
    desk = make_product("DESK", price=12900, stock=5)
    order = make_order(desk)
    group, draft = make_group(), make_draft(("DESK", 1))
    about = {
        None: [],
        "order": [order.pk],
        "view": [SavedView.objects.create(owner=make_colleague(), name="Mine").pk],
        "invoice": [order.pk, issue_invoice(order=order).pk],
        "parcel": [order.pk, Shipment.objects.create(order=order).pk],
        "job": [make_job(orders=Order.objects.all()).pk],
        "mail": ["order_confirmed", "en"],
        "letter": [order.pk, make_letter(order).pk],
        "mention": [make_mention(order).pk],
        "draft": [draft.pk],
        "draft_line": [draft.pk, draft.cart.lines.get().pk],
        "refund": [make_proposed_refund(desk).pk],
        "dispute": [order.pk, make_dispute(order).pk],
        "payout": [make_payout().pk],
        "difference": [make_difference().pk],
        "credit": [make_card().pk],
        "customer": [order.customer_id],
        "duplicate": [order.customer_id, make_customer().pk],
        "group": [group.pk],
        "member": [group.pk, make_member(group).pk],
        "product": [desk.product_id],
        "sheet": [make_sheet("sku,grams\nDESK,1200\n").pk],
        "variant": [desk.pk],
        "price": [desk.pk, "usd"],
        "change": [desk.price_changes.get().pk],
        "picture": [make_picture(desk.product).pk],
        "item": [stock_of(desk).pk],
        "discount": [make_discount("SPRING").pk],
        "review": [make_review(desk.product, is_published=False).pk],
        "delivery": [method.pk],
        "zone": [method.zone_id],
        "rate": [TaxRate.objects.first().pk],
        "market": [Market.objects.first().pk],
    }
    return lambda name: reverse(name, args=about[ASKED[name][0]])


def is_ours(pattern):
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return view.__module__.startswith(("commerce.backoffice.actions", "commerce.backoffice.viewsets"))


def test_every_address_of_the_screens_is_named_here():
    spaces = get_resolver().namespace_dict.items()
    named = {
        f"{space}:{pattern.name}"
        for space, (_prefix, resolver) in spaces
        for pattern in resolver.url_patterns
        # What it shows is asked for in tests/commerce/backoffice/test_product_chooser.py.
        if space != "product_chooser" and isinstance(pattern, URLPattern) and is_ours(pattern)
    }
    assert named == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_without_its_right_an_address_is_closed(name, sign_in, address):
    others = [right for right in OFFERED_TO_GROUPS if right != ASKED[name][1]]
    client = sign_in(*others)
    for method in (client.get, client.post):
        response = method(address(name))
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("name", ASKED)
def test_with_its_right_an_address_is_open(name, sign_in, address):
    response = sign_in(ASKED[name][1]).get(address(name))
    # What is only sent to leads to where its button stands.
    assert response.status_code == 200 or response.url != reverse("wagtailadmin_home")


@pytest.mark.parametrize("name", ASKED)
def test_strangers_are_asked_to_sign_in(name, client, address):
    response = client.post(address(name))
    assert response.status_code == 302
    assert "login" in response.url


def test_whoever_words_a_product_need_not_price_it(sign_in, address):
    client = sign_in(VIEW_PRODUCTS, CHANGE_PRODUCTS)
    assert address("products:price") not in client.get(address("products:page")).text
    client.post(address("products:price"), {"money": "1"})
    assert Price.objects.get().minor == 12900


def test_whoever_only_looks_is_offered_nothing_to_do(sign_in, address):
    text = sign_in(VIEW_PRODUCTS, VIEW_STOCK).get(address("products:page")).text
    for name in ("products:edit", "products:retire", "products:add_variant", "products:measure"):
        assert address(name) not in text
    assert "<form" not in sign_in(VIEW_STOCK).get(address("stock:page")).text.split("<main", 1)[-1]


def test_the_menu_shows_what_one_may_look_at(sign_in):
    def menu(*rights):
        text = sign_in(*rights).get(reverse("wagtailadmin_home")).text
        return [reverse(f"{name}:index") in text for name in MENU]

    assert not any(menu())
    for right in MENU.values():
        assert menu(right) == [own == right for own in MENU.values()], right


def test_the_rights_can_be_given_to_groups(manager):
    offered = {
        f"{right.content_type.app_label}.{right.codename}"
        for right in rights_for_groups().select_related("content_type")
    }
    assert offered == set(OFFERED_TO_GROUPS)


def test_a_forged_form_is_refused(address, sign_in):
    client = sign_in(CHANGE_PRODUCTS)
    client.handler.enforce_csrf_checks = True
    assert client.post(address("products:retire")).status_code == 403
    assert Product.objects.get().retired_at is None
