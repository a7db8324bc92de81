"""What addresses name: something that exists for each part of a route that varies."""

import re

from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale, Site, Task, Workflow

from commerce.backoffice.models import SavedView
from commerce.customers.newsletter import sign_step
from commerce.fulfilment.models import Shipment
from commerce.invoices.operations import issue_invoice
from commerce.markets.models import Market
from commerce.orders.models import Order
from commerce.payments.guard import sign_check
from commerce.payments.models import BuyerCheck
from commerce.pricing.models import TaxRate
from commerce.reviews.models import ReviewSettings
from commerce.shipping.models import ShippingMethod
from commerce.stock.models import StockItem
from content.sharing import share_path
from kinsite.accounts.models import User
from search.models import PromotedResult, Synonym
from tests.factories import snippets
from tests.factories.bulk import make_drafted_job
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with
from tests.factories.content import make_collection_page, make_product_page
from tests.factories.credit import make_card
from tests.factories.customers import make_account, make_customer
from tests.factories.deliveries import make_method
from tests.factories.desk import make_letter, make_mention
from tests.factories.discounts import make_discount
from tests.factories.drafts import make_draft
from tests.factories.groups import make_group, make_member
from tests.factories.newsletter import latest_ask, make_asked, make_reader
from tests.factories.reconciliation import make_difference, make_dispute, make_payout
from tests.factories.reviews import make_paid_order, make_review
from tests.factories.sheets import make_sheet


class Things:
    """A desk on its page, in a cart and in an order; its buyer and the owner of the shop say how it is."""

    def __init__(self):
        self.desk = make_product("DESK-OAK", stock=50)
        self.collection = make_collection_page()
        self.page = make_product_page(self.desk, parent=self.collection)
        self.order = make_paid_order(self.desk)
        self.letter, self.mention = make_letter(self.order), make_mention(self.order)
        self.invoice = issue_invoice(order=self.order)
        self.parcel = Shipment.objects.create(order=self.order)
        self.picture = self.desk.product.pictures.get()
        self.stock = StockItem.objects.get(variant=self.desk)
        self.reader = make_reader()
        self.check = BuyerCheck.objects.create(email_mark="e" * 64, email="eve@example.com", language="en")
        self.asked = latest_ask(make_asked("ben@example.com"))
        self.owner = make_account("owner@example.com")
        User.objects.filter(pk=self.owner.pk).update(is_staff=True, is_superuser=True)
        self.review = make_review(self.desk.product, customer=make_customer(self.owner))
        make_review(self.desk.product, customer=self.order.customer)
        path, _until = share_path(revision=self.page.latest_revision, mode="")
        self.payout, self.difference = make_payout(), make_difference()
        self.dispute = make_dispute(self.order)
        self.shared = path.strip("/").rpartition("/")[2]
        self.discount = make_discount("SPRING", name="Spring")
        self.card = make_card(code="GIFT-THNG-THNG-THNG-THNG")
        self.group = make_group()
        self.member = make_member(self.group)
        self.job = make_drafted_job(by=self.owner, orders=Order.objects.filter(pk=self.order.pk))
        self.view = SavedView.objects.create(owner=self.owner, name="Mine")
        self.draft = make_draft(("DESK-OAK", 1))
        self.sheet = make_sheet("sku,grams\nDESK-OAK,1200\n", user=self.owner)
        self.rate = TaxRate.objects.first()
        self.line, self.method = None, ShippingMethod.objects.first() or make_method()

    def address(self, route):
        """The address of a route, with something that exists for each part that varies."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(self.named(part[1], route)), route)

    def named(self, part, route):
        return {
            "pk": self.own_of(route),
            "variant_pk": self.desk.pk,
            "kind": "order_confirmed",
            "language": "en",
            "member_pk": self.member.pk,
            "duplicate_pk": self.member.customer_id,
            "change_pk": self.desk.price_changes.first().pk,
            "picture_pk": self.picture.pk,
            "dispute_pk": self.dispute.pk,
            "invoice_pk": self.invoice.pk,
            "view_pk": self.view.pk,
            "delivery_pk": self.method.pk,
            "zone_pk": self.method.zone_id,
            "rate_pk": self.rate.pk,
            "market_pk": Market.objects.get(is_default=True).pk,
            "job_pk": self.job.pk,
            "sheet_pk": self.sheet.pk,
            "parcel_pk": self.parcel.pk,
            "letter_pk": self.letter.pk,
            "mention_pk": self.mention.pk,
            "draft_line_pk": self.draft.cart.lines.get().pk,
            "line_id": self.order.lines.first().pk if "orders" in route else self.line.pk,
            "token": self._link(route),
            "code": self.desk.product.code if any(word in route for word in ("offers", "reviews")) else "usd",
        }.get(part, 1)

    def own_of(self, route):
        """The id of what a route is about."""
        kinds = self.kinds()
        return next((thing.pk for start, thing in kinds.items() if route.startswith(start)), 1)

    def kinds(self):
        return {
            "admin/orders/": self.order,
            "orders/": self.invoice,
            "de/orders/": self.invoice,
            "admin/drafts/of-order/": self.order,
            "admin/drafts/": self.draft,
            "admin/stock/": self.stock,
            "admin/products/": self.desk.product,
            "admin/credit/": self.card,
            "admin/customers/": self.order.customer,
            "admin/customer_groups/": self.group,
            "admin/discounts/": self.discount,
            "admin/reviews/": self.review,
            "admin/reconciliation/payouts/": self.payout,
            "admin/reconciliation/": self.difference,
            "reviews/": self.review,
            "account/reviews/": self.review,
        }

    def _link(self, route):
        links = {
            "newsletter/": sign_step(self.asked),
            "checkout/change/": self.order.link_token,
            "checkout/": sign_check(self.check),
            "orders/prepared/": self.draft.link_token,
            "unsubscribe/": self.reader.link_token,
            "preview/": self.shared,
        }
        bare = route.removeprefix("de/")
        return next((link for start, link in links.items() if bare.startswith(start)), self.order.link_token)


class House(Things):
    """The shop, and what editors keep in Wagtail."""

    def __init__(self):
        super().__init__()
        image, product = self.picture.image, self.desk.product
        self.line = cart_with((self.desk, 1)).lines.get()
        document = self._document = get_document_model().objects.create(title="Guide", file="guide.pdf")
        self.announcement = snippets.make_announcement()
        kept = {
            "search/synonym": Synonym.objects.create(word="table", means="desk"),
            "search/promotedresult": PromotedResult.objects.create(query="table", product=product),
            "content/announcement": self.announcement,
            "content/headermenu": snippets.make_header_menu(),
            "content/footermenu": snippets.make_footer_menu({}),
            "content/testimonial": snippets.make_testimonial(),
            "content/sizeguide": snippets.make_size_guide(),
            "content/careguide": snippets.make_care_guide(),
        }
        self._kinds = super().kinds() | {
            **{f"admin/snippets/{name}/": snippet for name, snippet in kept.items()},
            **{f"admin/snippets/choose/{name}/": snippet for name, snippet in kept.items()},
            "admin/product_chooser/": product,
            "admin/api/main/documents/": document,
            "admin/api/main/images/": image,
            "admin/api/main/": self.page,
            "admin/documents/": document,
            "admin/images/": image,
            "admin/collections/": Collection.get_first_root_node().add_child(name="Photos"),
            "admin/redirects/": Redirect.add_redirect("/old/", self.page),
            "admin/settings/": ReviewSettings.objects.create(),
            "admin/sites/": Site.objects.get(),
            "admin/users/": User.objects.create_user("clara@example.com"),
            "admin/groups/": Group.objects.first(),
            "admin/locales/": Locale.objects.get(language_code="en"),
            "admin/workflows/tasks/": Task.objects.first(),
            "admin/workflows/": Workflow.objects.first(),
            "admin/pages/": self.page,
        }
        self._words = {
            "page_id": self.page.pk,
            "page_to_move_id": self.page.pk,
            "parent_page_id": self.collection.pk,
            "destination_id": self.collection.pk,
            "image_id": image.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "collection_id": self._kinds["admin/collections/"].pk,
            "redirect_id": self._kinds["admin/redirects/"].pk,
            "filter_spec": "max-80x80",
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "content_type_app_name": "content",
            "content_type_model_name": "productpage",
            "app_label": "wagtailcore",
            "model_name": "page",
            "action": "delete",
            "action_name": "delete",
            "object_id": self.page.pk,
            "_1": "guide.pdf",
            "path": "guide.pdf",
            "uidb64": "x",
            "key": "x",
            "uidb36": "1",
        }

    def kinds(self):
        return self._kinds

    def named(self, part, route):
        if part == "revision_id":
            return self._revised(route).latest_revision_id
        if part == "_0":
            return self._document.pk if "documents" in route else self.page.url.strip("/") + "/"
        if route.startswith("admin/settings/"):
            return {"app_name": "commerce", "model_name": "reviewsettings"}.get(part, self.own_of(route))
        return self._words.get(part) or super().named(part, route)

    def _revised(self, route):
        found = (thing for start, thing in self._kinds.items() if route.startswith(start))
        return next(thing for thing in found if hasattr(thing, "latest_revision_id"))
