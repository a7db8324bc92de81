"""What the admin's lists show, in a fixed number of queries."""

from collections import defaultdict

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, F, OuterRef, Prefetch, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.translation import gettext as _
from wagtail.models import Page as WagtailPage
from wagtail.models import Revision

from commerce.catalogue.choices import attributes_of, choices_of
from commerce.catalogue.models import ListingRow, Price, Product, ProductPicture, ProductPresence, Variant
from commerce.markets.models import PriceList
from commerce.reviews.models import Review, ReviewStatus
from commerce.stock.models import AVAILABLE, StockHold, StockItem, StockMovement
from commerce.wishes.queries import waiting
from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.media.models import Rendition

THUMBNAIL = "fill-96x96|format-webp"
LEDGER_LINES = 50


def products_listed():
    """All products, each with its SKUs, what can be bought, where it is told of, and its default row."""
    variants = Variant.objects.filter(product=OuterRef("pk"), retired_at=None)
    free = F("stock_items__on_hand") - F("stock_items__allocated") - F("stock_items__held")
    counted = variants.filter(stock_items__location__is_default=True).order_by().values("product")
    rows = ListingRow.objects.filter(market__is_default=True).select_related("market__price_list", "image")
    return Product.objects.annotate(
        skus=ArraySubquery(variants.values("sku")),
        available=Coalesce(Subquery(counted.annotate(sum=Sum(Greatest(free, 0))).values("sum")), 0),
    ).prefetch_related(
        Prefetch("presences", presences_told()),
        Prefetch(
            "listing_rows",
            rows.prefetch_related(_thumbnails()),
            to_attr="default_rows",
        ),
    )


def presences_told():
    """Where products are told of; `goes_live_at` says when what is planned of a page will be public."""
    planned = Revision.objects.filter(
        approved_go_live_at__isnull=False,
        object_id=Cast(OuterRef("page_id"), CharField()),
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    ).order_by("approved_go_live_at")
    planned = Subquery(planned.values("approved_go_live_at")[:1])
    return ProductPresence.objects.annotate(goes_live_at=planned).order_by("locale")


def why_not_sold(product) -> str:
    """What keeps a product from being bought just now, in words; empty where nothing does."""
    listed = products_listed().get(pk=product.pk)
    live = ProductPresence.State.LIVE
    if listed.retired_at:
        return _("not sold any more")
    if not any(presence.state == live for presence in listed.presences.all()):
        return _("no live page")
    return "" if listed.available > 0 else _("sold out")


def products_found_by(products, text):
    """Those of `products` whose title, page or one of whose SKUs has the text in it."""
    words = Q(title__icontains=text) | Q(presences__title__icontains=text)
    found = Product.objects.filter(words | Q(variants__sku__icontains=text))
    return products.filter(pk__in=found.values("pk"))


def product_facts(product, language):
    """What a product is called and made of, as the admin shows it."""
    attributes = defaultdict(list)
    for held in attributes_of([product.pk], language)[product.pk]:
        attributes[held.attribute_label].append(held.label)
    pictures = ProductPicture.objects.filter(product=product).select_related("image", "option_value")
    return {
        "product": product,
        "collections": list(product.collections.all()),
        "options": [held.option for held in product.product_options.select_related("option")],
        "attributes": [(label, ", ".join(values)) for label, values in attributes.items()],
        "variants": variants_of(product, language),
        "price_lists": list(PriceList.objects.order_by("pk")),
        "pictures": list(pictures.prefetch_related(_thumbnails())),
    }


def presences_of(product, user):
    """Where it is told of, each with `is_editable`: who may not edit a page is sent away by its editor."""
    presences = list(presences_told().filter(product=product))
    pages = WagtailPage.objects.in_bulk([presence.page_id for presence in presences])
    for presence in presences:
        page = pages.get(presence.page_id)
        presence.is_editable = page is not None and page.permissions_for_user(user).can_edit()
    return presences


def variants_of(product, language):
    """A product's variants, those on sale first, with options, current prices by list and stock."""
    variants = list(product.variants.order_by(F("retired_at").desc(nulls_first=True), "position", "pk"))
    choices = choices_of([variant.pk for variant in variants], language)
    now = clock.now()
    current = Price.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=now), variant__in=variants, valid_from__lte=now
    )
    prices = {
        (price.variant_id, price.price_list_id): price for price in current.select_related("price_list")
    }
    items = {item.variant_id: item for item in StockItem.objects.filter(variant__in=variants)}
    lists = list(PriceList.objects.order_by("pk"))
    return [
        {
            "variant": variant,
            "options": ", ".join(choice.label for choice in choices[variant.pk]),
            "prices": [
                {"list": price_list, "price": prices.get((variant.pk, price_list.pk))} for price_list in lists
            ],
            "item": items.get(variant.pk),
        }
        for variant in variants
    ]


def stock_listed():
    """All stock items on sale or still owed, with what is `free` to be sold and how many are `waiting`."""
    items = StockItem.objects.select_related("variant__product", "location")
    items = items.annotate(free=AVAILABLE, waiting=waiting("variant"))
    return items.exclude(variant__retired_at__isnull=False, on_hand=0, allocated=0).order_by("variant__sku")


LEVELS = {
    "low": Q(free__gt=0, free__lte=F("threshold")),
    "out": Q(free__lte=0),
    "short": Q(allocated__gt=F("on_hand")),
}


def ledger_of(item: StockItem, number) -> Page:
    """A page of an item's ledger, the newest line first; `who` is the name of a colleague who acted."""
    page = Paginator(StockMovement.objects.filter(stock_item=item), LEDGER_LINES).get_page(number)
    for line in with_names(list(page)):
        line.on_hand_before = line.on_hand_after - line.on_hand_change
        line.allocated_before = line.allocated_after - line.allocated_change
    return page


def claims_on(item: StockItem):
    """The orders that hold units of an item or are owed some, the oldest first."""
    claims = StockHold.objects.filter(stock_item=item).select_related("order")
    waiting = Q(status=StockHold.Status.HELD)
    owed = Q(status=StockHold.Status.ALLOCATED, shipped__lt=F("quantity"))
    return claims.filter(waiting | owed).annotate(left=F("quantity") - F("shipped")).order_by("pk")[:50]


def reviews_listed():
    """All reviews but withdrawn ones, with product and order; `place` is where each is in the queue of what
    is to be read."""
    waiting = When(status=ReviewStatus.PENDING, then=Value(0))
    reviews = Review.objects.exclude(status=ReviewStatus.WITHDRAWN)
    reviews = reviews.select_related("product", "order_line__order")
    return reviews.annotate(place=Case(waiting, default=Value(1)))


def steps_of(review: Review):
    """What was decided of a review; `who` is the name of the colleague who did."""
    return with_names(list(review.steps.all()))


def with_names(lines):
    """Lines of a history, each with `who` acted: a colleague by name, as long as they are known."""
    staff = User.objects.in_bulk({line.actor_id for line in lines if line.actor_kind == "staff"})
    for line in lines:
        person = staff.get(line.actor_id) if line.actor_kind == "staff" else None
        line.who = (person and person.get_full_name()) or line.actor_label
    return lines


def with_proposers(proposals, user):
    """Proposals, each with `who` made it, and whether that is the colleague who looks."""
    people = User.objects.in_bulk({proposal.actor_id for proposal in proposals})
    for proposal in proposals:
        person = people.get(proposal.actor_id)
        proposal.who = (person and person.get_full_name()) or proposal.actor_label
        proposal.is_own = proposal.actor_id == user.pk
    return proposals


def _thumbnails():
    files = Rendition.objects.filter(filter_spec=THUMBNAIL)
    return Prefetch("image__renditions", files, to_attr="prefetched_renditions")
