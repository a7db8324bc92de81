"""The demo's whole shop in a test's database: goods, prices, stock and pages, its pictures not drawn."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from kinsite.demo.markets import lay_in_markets
from kinsite.demo.pictures.render import names
from kinsite.demo.products import lay_in_products
from kinsite.demo.stories import lay_in_pages
from kinsite.demo.synonyms import lay_in_synonyms
from kinsite.demo.translations import lay_in_german_pages
from kinsite.media.models import Image, Rendition

SIDE = 24


def make_demo():
    """Lay in all that the demo sells and says; one plain square stands for each picture."""
    lay_in_markets()
    images = _plain_pictures()
    products = lay_in_products(images)
    lay_in_pages(products, images)
    lay_in_german_pages(products, images)
    lay_in_synonyms()


def drop_demo_files():
    """Remove the picture and what was made of it, some five hundred files after a walk through the shop."""
    for rendition in Rendition.objects.all():
        rendition.file.delete(save=False)
    for path in set(Image.objects.values_list("file", flat=True)):
        default_storage.delete(path)


def _plain_pictures():
    data = BytesIO()
    Pillow.new("RGB", (SIDE, SIDE), "#D2B388").save(data, "JPEG")
    path = default_storage.save("original_images/plain.jpg", ContentFile(data.getvalue()))
    made = Image.objects.bulk_create(
        Image(title=name, file=path, width=SIDE, height=SIDE, file_size=len(data.getvalue()))
        for name in names()
    )
    return {image.title: image for image in made}
