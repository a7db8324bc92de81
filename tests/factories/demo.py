"""The demo's shop for tests: all its products, pages and people, with plain colours in place of drawings."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Pillow

from kinsite.demo.markets import lay_in_markets
from kinsite.demo.people import lay_in_people
from kinsite.demo.pictures.render import names
from kinsite.demo.products import lay_in_products
from kinsite.demo.stories import lay_in_pages
from kinsite.media.models import Image

COLOURS = ["#D9CBB2", "#E6E1D7", "#C9C4BA", "#B9A98C"]


def lay_in_demo():
    """What `make demo` lays in, but for the drawings and the sixty orders."""
    lay_in_markets()
    images = _pictures()
    lay_in_pages(lay_in_products(images), images)
    lay_in_people()


def _pictures():
    """A few plain pictures under all the names that the catalogue and the pages ask for."""
    plain = [_picture(colour) for colour in COLOURS]
    return {name: plain[number % len(plain)] for number, name in enumerate(names())}


def _picture(colour):
    data = BytesIO()
    Pillow.new("RGB", (1600, 1200), colour).save(data, "JPEG", quality=60)
    return Image.objects.create(title=colour, file=ImageFile(BytesIO(data.getvalue()), name="plain.jpg"))
