"""What the demo has of everything that screens of the desk are about, to be photographed."""

from commerce.assortment.sheets import check_sheet
from commerce.backoffice.models import SavedView
from commerce.bulk.operations import confirm_job, draft_job
from commerce.catalogue.models import PriceChange, ProductPicture, Variant
from commerce.catalogue.operations import set_price
from commerce.credit.queries import card_with_code
from commerce.customers.models import Customer, CustomerGroup
from commerce.customers.operations import add_member
from commerce.discounts.models import Discount
from commerce.drafts.operations import add_goods, start_draft
from commerce.fulfilment.operations import pack_order
from commerce.markets.models import Market
from commerce.money import Money
from commerce.orders.desk import write_note
from commerce.orders.listing import OrderFilter
from commerce.orders.models import Order, OrderStatus, PaymentState
from commerce.payments.models import Dispute
from commerce.pricing.models import TaxRate
from commerce.reconciliation.models import Difference, Payout
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.refunds.operations import ask_refund
from commerce.refunds.queries import refundable
from commerce.refunds.rules import everything
from commerce.reviews.models import Review
from commerce.shipping.models import ShippingMethod
from commerce.stock.models import StockItem
from content.models import StoryPage
from emails.models import Letter
from kinsite.accounts.models import User
from kinsite.demo.credit import CODE as GIFT_CARD
from kinsite.foundation.actors import staff
from kinsite.foundation.sheets import read_sheet
from tests.factories.reconciliation import make_difference, make_payout
from tests.security.desk import forms_of_settings, name_of, our_routes
from tests.security.things import Things

SHEET = "sku,grams,price_usd\n{sku},7000,149.00\nNO-SUCH,x,1\n"


class Shown(Things):
    """Rows of the demo; what it lacks is made by the operations."""

    def __init__(self):
        self.owner, self.method = User.objects.get(email="owner@example.com"), ShippingMethod.objects.first()
        self.rate = TaxRate.objects.first()
        by = staff(self.owner)
        ready = Order.objects.filter(
            status=OrderStatus.PAID, payment_state=PaymentState.PAID, is_on_hold=False
        )
        self.order, self.packed = ready.exclude(payments__disputes__isnull=False).order_by("-pk")[:2]
        self.parcel = self.packed.shipments.first() or pack_order(order=self.packed, by=by)
        self.letter = Letter.objects.filter(about_kind="order", status="sent").latest("pk")
        self.mention = write_note(
            order=self.order, text="Please look at the address", mentioned=[self.owner.pk], by=by
        ).mentions.get()
        self.dispute = Dispute.objects.select_related("payment").latest("pk")
        self.invoice = self.order.invoices.first() or Order.objects.exclude(invoices=None)[0].invoices.first()
        self.desk = Variant.objects.filter(sku__startswith="DESK", retired_at=None).first()
        self.picture = ProductPicture.objects.filter(product=self.desk.product).first()
        self.stock = StockItem.objects.get(variant=self.desk)
        self.change = PriceChange.objects.filter(variant=self.desk).latest("pk")
        self.payout = Payout.objects.first() or make_payout(("charge", 12900, 404))
        self.difference = Difference.objects.first() or make_difference()
        self.discount, self.card = Discount.objects.first(), card_with_code(GIFT_CARD)
        self.group = CustomerGroup.objects.first()
        self.member = self.group.members.first() or add_member(
            group=self.group, email="customer@example.com", by=by
        )
        self.other = Customer.objects.filter(user=None, erased_at=None).exclude(pk=self.order.customer_id)[0]
        self.review = Review.objects.first()
        self.view, _new = SavedView.objects.get_or_create(owner=self.owner, name="Mine")
        waiting = OrderFilter("to-pack")
        self.job = draft_job(action="pack", orders=ready, chosen=waiting, by=by)
        confirm_job(job=draft_job(action="tag", orders=ready, chosen=waiting, text="Gift", by=by))
        self.draft = start_draft(market=Market.objects.get(is_default=True), email="ada@example.com", by=by)
        add_goods(draft=self.draft, sku=self.desk.sku, quantity=2, by=by)
        self.line = self.draft.cart.lines.get()
        self.refunded = self._let_wait().order
        rows = read_sheet(SHEET.format(sku=self.desk.sku).encode())
        self.sheet = check_sheet(file_name="weights.csv", rows=rows, user=self.owner)

    def _let_wait(self):
        """A price and a refund that wait for a second colleague; the refund."""
        by = staff(User.objects.get(email="manager@example.com"))
        market = Market.objects.select_related("price_list").get(is_default=True)
        cut = Money(19900, market.price_list.currency)
        set_price(variant=self.desk, price_list=market.price_list, money=cut, by=by)
        known = Refund.objects.filter(status=RefundStatus.PROPOSED).first()
        if known:
            return known
        paid = Order.objects.filter(
            payment_state=PaymentState.PAID,
            market=market,
            refunds=None,
            payments__disputes=None,
            total_minor__gt=RefundLimit.objects.get(currency=cut.currency).alone_up_to_minor,
        )
        order = paid.exclude(pk__in=[self.order.pk, self.packed.pk]).latest("pk")
        wish = everything(refundable(order), reason="Arrived scratched", restocks=False)
        return ask_refund(order=order, wish=wish, by=by)

    def screens(self):
        """Each route of ours in the admin, as far as it may be a screen: its picture's name and address."""
        found = {}
        for route in our_routes():
            if route.text.startswith(("admin/snippets/", "admin/settings/")) or "results" in route.text:
                continue
            address = self.address(route.address)
            found.setdefault(name_of(address), address)
        return found | dict(forms_of_settings())

    def kinds(self):
        return {
            "admin/orders/<pk>/parcels/": self.packed,
            "admin/orders/<pk>/disputes/": self.dispute.payment.order,
            "admin/orders/<pk>/invoices/": self.invoice.order,
            "admin/product_chooser/": self.desk.product,
            **super().kinds(),
        }

    def named(self, part, route):
        if part == "pk" and route.startswith("admin/orders/<pk>/letters/"):
            return self.letter.about_id
        own = {
            "duplicate_pk": self.other.pk,
            "change_pk": self.change.pk,
            "page_id": StoryPage.objects.first().pk,
        }
        return own.get(part) or super().named(part, route)

    def _link(self, route):
        return self.draft.link_token
