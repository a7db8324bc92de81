"""What staff teach search and read of it, each by their rights."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from search.models import PromotedResult, SearchQuery, Synonym
from tests.factories.catalogue import make_product
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/searches-without-results/"


def sign_in(*rights):
    client = Client()
    client.force_login(make_colleague(*rights))
    return client


@pytest.fixture
def teacher():
    rights = [
        f"search.{verb}_{name}"
        for verb in ("add", "change", "view")
        for name in ("synonym", "promotedresult")
    ]
    return sign_in(*rights)


def test_a_synonym_is_taught(teacher):
    address = reverse(Synonym.snippet_viewset.get_url_name("add"))
    assert teacher.get(address).status_code == 200
    answer = teacher.post(address, {"word": "Couch", "means": "Sofa", "locale": "en"})
    assert answer.status_code == 302
    assert str(Synonym.objects.get()) == "couch → sofa"
    assert "couch" in teacher.get(reverse(Synonym.snippet_viewset.get_url_name("list"))).content.decode()


def test_a_product_is_promoted(teacher):
    product = make_product().product
    address = reverse(PromotedResult.snippet_viewset.get_url_name("add"))
    assert teacher.get(address).status_code == 200
    facts = {"query": "Desks", "locale": "en", "product": product.pk, "page": "", "position": 0}
    assert teacher.post(address, facts).status_code == 302
    assert PromotedResult.objects.get(query="desks").product == product
    assert teacher.get(reverse(PromotedResult.snippet_viewset.get_url_name("list"))).status_code == 200


def test_what_leads_nowhere_is_not_promoted(teacher):
    address = reverse(PromotedResult.snippet_viewset.get_url_name("add"))
    answer = teacher.post(
        address, {"query": "Desks", "locale": "en", "product": "", "page": "", "position": 0}
    )
    assert "Choose a product or a page" in answer.content.decode()
    assert not PromotedResult.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        PromotedResult.objects.create(query="desks")


def test_searches_in_vain_are_counted_the_most_frequent_first():
    for text, hits in [("sofa", 0), ("zzzz", 0), ("sofa", 0), ("oak", 3)]:
        SearchQuery.objects.create(text=text, locale="en", hits=hits)
    reader = sign_in("search.view_searchquery")
    page = reader.get(REPORT).content.decode()
    assert page.index("sofa") < page.index("zzzz")
    assert ">oak<" not in page
    exported = reader.get(REPORT, {"export": "csv"})
    assert (
        b"".join(exported.streaming_content if exported.streaming else [exported.content]).count(b"sofa,en,2")
        == 1
    )
    assert reader.get(f"{REPORT}results/").status_code == 200


def test_the_report_is_for_those_who_may_read_it():
    stranger = sign_in("commerce.view_order")
    assert stranger.get(REPORT).status_code == 302
    assert REPORT not in stranger.get("/admin/").content.decode()
    assert REPORT in sign_in("search.view_searchquery").get("/admin/").content.decode()
