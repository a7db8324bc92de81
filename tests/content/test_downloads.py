"""Files to take along: what each is and how large, in the words of the page."""

import pytest
from bs4 import BeautifulSoup

from content.errors import NotFitToPublish, StillUsed
from content.models import ProductPage
from kinsite.media.models import Document
from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_product_page, make_standard_page, publish
from tests.factories.documents import make_document

pytestmark = pytest.mark.django_db


def downloads(*files, title="Downloads"):
    items = [{"label": label, "file": pk} for label, pk in files]
    return [{"type": "downloads", "value": {"title": title, "files": items}, "id": "files-1"}]


def give(page, story):
    page.story = page.story.stream_block.to_python(story)
    return page


def links(client, page):
    shown = BeautifulSoup(client.get(page.url).text, "html.parser").select(".downloads a")
    return [(" ".join(link.get_text().split()), link["href"]) for link in shown]


def test_a_product_page_offers_files_with_their_kind_and_size(client):
    guide, care = make_document("guide.pdf", b"x" * 240_000), make_document("care.TXT", b"Oil it.")
    page = publish(
        give(make_product_page(make_product()), downloads(("Assembly", guide.pk), ("Care", care.pk)))
    )
    assert links(client, page) == [
        ("Assembly (PDF, 234.4\xa0KB)".replace("\xa0", " "), guide.url),
        ("Care (TXT, 7 bytes)", care.url),
    ]
    assert client.get(guide.url).status_code == 200


def test_one_whose_size_nobody_noted_is_offered_without(client):
    guide = make_document()
    Document.objects.update(file_size=None)
    page = publish(give(make_standard_page("Help"), downloads(("Assembly", guide.pk))))
    assert links(client, page) == [("Assembly (PDF)", guide.url)]


def test_a_file_in_use_stays():
    guide = make_document()
    publish(give(make_product_page(make_product(title="Desk")), downloads(("Assembly", guide.pk))))
    with pytest.raises(StillUsed, match="Desk"):
        guide.delete()


def test_a_page_whose_file_is_gone_is_not_published():
    guide = make_document()
    page = give(draft_product_page(make_product()), downloads(("Assembly", guide.pk)))
    page.save_revision(clean=False)
    guide.delete()
    page = ProductPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    with pytest.raises(NotFitToPublish, match="was deleted"):
        page.save_revision(clean=False).publish()
