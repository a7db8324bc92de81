"""Numbers without gaps, and papers that say what was stored."""

import io
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from commerce.catalogue.models import TaxCategory
from commerce.invoices.models import Invoice, InvoiceKind, InvoiceSeries
from commerce.invoices.operations import issue_credit_note, issue_invoice
from commerce.invoices.pdf import pdf_of
from commerce.invoices.queries import paper_of
from commerce.orders.operations import mark_order_paid
from commerce.orders.queries import orders_in_full
from commerce.refunds.models import Refund
from commerce.shop.models import SellerSettings
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order, place
from tests.factories.refunds import give_back, make_paid_order
from tests.factories.staff import make_colleague
from tests.factories.taxes import VIENNA, cart_in_euros, make_european_shop


def text_of(invoice):
    order = orders_in_full().get(pk=invoice.order_id)
    return words_of(pdf_of(paper_of(invoice, order)))


def words_of(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def paid(order):
    mark_order_paid(order=order, by=SYSTEM)
    return order.invoices.get()


def test_a_paid_order_has_one_invoice_with_the_next_number(db):
    first, second = paid(make_order()), paid(make_order())
    assert [first.number, second.number] == ["KW-I-00001", "KW-I-00002"]
    assert issue_invoice(order=first.order) == first


def test_a_failure_after_the_number_was_taken_leaves_no_gap(db):
    paid(make_order())
    lost = make_order()
    with pytest.raises(RuntimeError), transaction.atomic():
        mark_order_paid(order=lost, by=SYSTEM)
        raise RuntimeError
    assert not lost.invoices.exists()
    assert paid(make_order()).number == "KW-I-00002"


@pytest.mark.django_db(transaction=True)
def test_ten_issued_at_once_half_of_which_fail_leave_no_gap():
    orders = [make_order(make_product(stock=50)) for _ in range(10)]

    def issue(place, order):
        try:
            with transaction.atomic():
                issue_invoice(order=order)
                if place % 2:
                    raise RuntimeError
        except RuntimeError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=pair) for pair in enumerate(orders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(Invoice.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert InvoiceSeries.objects.get().last == 5


def test_the_database_lets_no_number_be_given_twice(db):
    invoice, other = paid(make_order()), make_order()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.create(
            order=other,
            kind=InvoiceKind.INVOICE,
            series=invoice.series,
            sequence=invoice.sequence,
            number="another",
            seller_name="x",
        )


def test_the_paper_says_what_the_order_stored(db):
    order = make_order(make_product(stock=9, price=12900, title="Minimal Oak Desk"), 2)
    invoice = paid(order)
    text = text_of(invoice)
    order = orders_in_full().get(pk=order.pk)
    for amount in (order.items, order.delivery, order.tax, order.total):
        assert amount.written("en-US") in text
    assert "2 × Minimal Oak Desk" in text
    assert "8.875%" in text
    assert "Anna Meyer" in text
    assert invoice.number in text and order.number in text


def test_a_business_abroad_reads_reverse_charge_in_its_language(db):
    order = place(cart_in_euros(make_european_shop()), vat_id="ATU12345678", **VIENNA).order
    text = text_of(paid(order))
    assert "Rechnung" in text
    assert "Reverse Charge" in text
    assert "ATU12345678" in text
    assert "210,00 €" in text
    assert "-42,00 €" in text


def test_later_settings_change_no_paper(db):
    seller = SellerSettings.load()
    seller.name, seller.tax_id = "Kin Workspace GmbH", "DE123456789"
    seller.save()
    invoice = paid(make_order())
    order = orders_in_full().get(pk=invoice.order_id)
    before = pdf_of(paper_of(invoice, order))
    seller.name = "Somebody Else"
    seller.save()
    TaxCategory.objects.update(name="Renamed")
    order.lines.get().variant.product.presences.update(title="Renamed")
    assert "Kin Workspace GmbH" in words_of(before)
    fresh = orders_in_full().get(pk=order.pk)
    assert pdf_of(paper_of(Invoice.objects.get(), fresh)) == before


def test_a_refund_has_a_credit_note_with_its_amount_and_tax(shop, stripe):
    order = make_paid_order(stripe, (make_product(stock=9, price=10000), 2))
    refund = give_back(order, units={order.lines.get().pk: 1}, delivery=100)
    note = Invoice.objects.get(kind=InvoiceKind.CREDIT_NOTE)
    assert (note.number, note.refund) == ("KW-C-00001", refund)
    text = text_of(note)
    assert f"-{refund.amount.written('en-US')}" in text
    # 8.875 % of 100.00 is 8.88; of the delivery's 9.80, 0.80 is tax: 0.08 of a dollar given back.
    assert "-$8.96" in text
    assert order.invoices.get(kind=InvoiceKind.INVOICE).number in text
    assert issue_credit_note(refund=Refund.objects.get()) == note


def test_the_link_of_the_order_leads_to_its_receipt(client, db):
    order = make_order()
    invoice = paid(order)
    page = client.get(reverse("order", args=[order.link_token])).content.decode()
    url = reverse("order_invoice", args=[order.link_token, invoice.pk])
    assert url in page and "Receipt" in page
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert "private" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'attachment; filename="{invoice.number}.pdf"'
    assert order.total.written("en-US") in words_of(answer.content)


def test_s01_an_invoice_of_another_order_is_not_found(client, db):
    mine, other = paid(make_order()), paid(make_order())
    paths = [
        reverse("order_invoice", args=[mine.order.link_token, other.pk]),
        reverse("order_invoice", args=[mine.order.link_token, other.pk + 100]),
        reverse("order_invoice", args=["a" * 27, mine.pk]),
    ]
    answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({len(answer.content) for answer in answers}) == 1


def test_staff_who_see_orders_get_it_too_and_nobody_else(client, db):
    invoice = paid(make_order())
    url = reverse("orders:invoice", args=[invoice.order_id, invoice.pk])
    assert client.get(url).status_code == 302
    client.force_login(make_colleague("commerce.view_order"))
    page = client.get(reverse("orders:page", args=[invoice.order_id])).content.decode()
    assert url in page
    assert invoice.number in words_of(client.get(url).content)
    assert client.get(reverse("orders:invoice", args=[invoice.order_id, invoice.pk + 1])).status_code == 404


def test_names_of_the_sheet_follow_the_language(db):
    invoice = paid(make_order())
    order = orders_in_full().get(pk=invoice.order_id)
    with override("de"):
        assert paper_of(invoice, order).title == "Invoice"
