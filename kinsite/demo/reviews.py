"""Reviews of the demo, written through the shop's own operations by those who ordered, as far as they did."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Max
from PIL import Image as Pillow

from commerce.catalogue.models import Product
from commerce.catalogue.operations import refresh_listing
from commerce.customers.models import Customer
from commerce.orders.models import OrderLine, OrderStatus
from commerce.reviews.models import Review
from commerce.reviews.operations import find_helpful, publish_review, write_review
from commerce.reviews.photos import redraw
from commerce.reviews.voters import Voter, digest_of
from kinsite.demo import catalogue
from kinsite.demo.pictures.render import pictures_of
from kinsite.demo.reviews_texts import REVIEWS, WAITING
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST, SYSTEM

# Days after the parcel came, and days ago where there was none.
AFTER, SPREAD = timedelta(days=3), 54


def lay_in_reviews(files):
    """Write what people say, and a few that wait to be read; nothing where there are reviews already."""
    if Review.objects.exists():
        return
    products = {product.code: product for product in Product.objects.all()}
    for number, said in enumerate(REVIEWS):
        _write(said, products[said.handle], files, days=SPREAD - number * SPREAD // len(REVIEWS))
    for number, said in enumerate(WAITING, start=1):
        with clock.travel(clock.now() - timedelta(hours=5 * number)):
            _say(said, products[said.handle], customer=None, photos=[])
    # What was said in the past showed the prices of that day.
    refresh_listing(product.pk for product in products.values())


def _write(said, product, files, *, days):
    customer, moment = _buyer_of(product)
    moment = moment or clock.now() - timedelta(days=days + 1)
    with clock.travel(min(moment + AFTER, clock.now() - timedelta(hours=days + 1))):
        photos = [_photo(files, said)] if said.photo else []
        review = _say(said, product, customer=customer, photos=photos)
        if not review.is_published:
            publish_review(review=review, by=SYSTEM)
    _vote(review, said.helpful)


def _say(said, product, *, customer, photos):
    return write_review(
        product=product,
        customer=customer,
        rating=said.stars,
        title=said.title,
        text=said.text,
        author=said.author,
        language=said.language,
        photos=photos,
        by=GUEST,
    )


def _buyer_of(product):
    """A guest whose parcel with the product arrived and who said nothing of it yet, and when it came."""
    lines = OrderLine.objects.filter(
        variant__product=product, order__status=OrderStatus.DELIVERED, order__customer__user=None
    ).exclude(order__customer__reviews__product=product)
    found = (
        lines.annotate(came=Max("order__shipments__delivered_at"))
        .order_by("came")
        .values_list("order__customer", "came")
        .first()
    )
    if found is None:
        return None, None
    return Customer.objects.get(pk=found[0]), found[1]


def _vote(review, times):
    for number in range(times):
        voter = Voter(guest=digest_of(f"demo-{number}"))
        find_helpful(review=review, voter=voter, by=GUEST)


def _photo(files, said):
    """A photo from close by: the middle of the picture that shows the product in use."""
    name = pictures_of(catalogue.PRODUCTS_BY_HANDLE[said.handle])[-1][0]
    data = BytesIO()
    with Pillow.open(files[name]) as picture:
        width, height = picture.size
        close = picture.crop((width // 5, height // 5, width * 4 // 5, height * 4 // 5))
        close.save(data, "JPEG", quality=90)
    return redraw(SimpleUploadedFile("photo.jpg", data.getvalue()), alt=said.photo)
