"""Reviews, written and published through the operations; photos as cameras make them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from commerce.orders.operations import mark_order_paid
from commerce.reviews.models import Review
from commerce.reviews.operations import publish_review, write_review
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.orders import make_order

WORDS = {
    "title": "Quiet and solid",
    "text": "It stands in my study since May. Nothing wobbles.",
    "author": "Ada",
}


def make_review(product, rating=5, *, customer=None, is_published=True, language="en", photos=(), **words):
    """A review of a product; of nobody in particular, and published, unless said otherwise."""
    review = write_review(
        product=product,
        customer=customer,
        rating=rating,
        language=language,
        photos=photos,
        by=GUEST,
        **WORDS | words,
    )
    if is_published and not review.is_published:
        publish_review(review=review, by=SYSTEM)
    return Review.objects.get(pk=review.pk)


def make_paid_order(variant, **details):
    """An order whose lines may be reviewed as bought."""
    order = make_order(variant, **details)
    mark_order_paid(order=order, by=SYSTEM)
    return order


def make_photo(*, size=(64, 48), format="JPEG", name="desk.jpg", exif=None):
    """An uploaded file with a picture in it."""
    data = BytesIO()
    picture = Pillow.new("RGB", size, "#D2B388")
    picture.save(data, format, **({"exif": exif} if exif else {}))
    return SimpleUploadedFile(name, data.getvalue(), content_type=f"image/{format.lower()}")
