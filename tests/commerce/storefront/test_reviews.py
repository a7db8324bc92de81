"""Reviews over HTTP: read in any order, written with and without an account, found helpful once."""

import re

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from commerce.reviews.models import Review, ReviewPhoto, ReviewStatus, ReviewVote
from commerce.storefront.views import reviews as views
from tests.commerce.storefront.conftest import HTMX
from tests.factories.catalogue import make_product
from tests.factories.customers import make_account, make_customer
from tests.factories.orders import make_order
from tests.factories.reviews import WORDS, make_paid_order, make_photo, make_review

pytestmark = pytest.mark.django_db

URL = "/reviews/desk/"
WRITE = "/reviews/desk/write/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    """Photos go elsewhere, and nobody has tried anything in this hour."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def desk(shop):
    return make_product("DESK", stock=50, title="Oak desk")


@pytest.fixture
def written(desk):
    """Reviews of one, three and five stars, in this order; the one of three stars was helpful."""
    reviews = [make_review(desk.product, stars, title=f"Given {stars}") for stars in (1, 3, 5)]
    Review.objects.filter(rating=3).update(helpful_count=2)
    return reviews


def titles(answer):
    assert answer.status_code == 200
    return re.findall(r"-title\"(?: lang=\"\w+\")?>([^<]+)</h3>", answer.content.decode())


def filled(**changes):
    return {"rating": 4, **WORDS, **changes}


class TestReading:
    @pytest.mark.parametrize(
        ("query", "order"),
        [
            ("", [5, 3, 1]),
            ("?sort=highest", [5, 3, 1]),
            ("?sort=lowest", [1, 3, 5]),
            ("?sort=helpful", [3, 5, 1]),
            ("?sort=nonsense", [5, 3, 1]),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
    def test_in_the_order_that_is_asked_for(self, client, written, query, order, headers):
        assert titles(client.get(URL + query, headers=headers)) == [f"Given {stars}" for stars in order]

    def test_every_order_takes_the_focus_along(self, client, written):
        first = client.get(URL, headers=HTMX)
        assert "autofocus" not in first.content.decode()
        for way in first.context["sorts"]:
            assert "autofocus" in client.get(way["url"], headers=HTMX).content.decode(), way["label"]

    def test_average_and_distribution_are_of_all(self, client, written, desk):
        make_review(desk.product, 5, is_published=False)
        answer = client.get(URL)
        assert str(answer.context["rating"].average) == "3.0"
        shares = [(share.stars, share.count, share.percent) for share in answer.context["shares"]]
        assert shares == [(5, 1, 33), (4, 0, 0), (3, 1, 33), (2, 0, 0), (1, 1, 33)]
        assert "3.0 of 5 stars, 3 reviews" in answer.content.decode()

    def test_only_what_is_published_is_read(self, client, desk):
        for status in (ReviewStatus.PENDING, ReviewStatus.REFUSED):
            review = make_review(desk.product, is_published=False, title=f"Is {status}")
            Review.objects.filter(pk=review.pk).update(status=status)
        assert titles(client.get(URL)) == []

    def test_a_verified_purchase_is_marked_and_no_other(self, client, desk):
        make_review(desk.product)
        assert "Verified purchase" not in client.get(URL).content.decode()
        make_review(desk.product, customer=make_paid_order(desk).customer)
        assert client.get(URL).content.decode().count("Verified purchase") == 1

    def test_a_review_in_another_language_says_so_to_readers(self, client, desk):
        make_review(desk.product, language="de", title="Ruhig und fest")
        assert 'lang="de">Ruhig und fest</h3>' in client.get(URL).content.decode()

    def test_ten_on_a_page_with_real_links_that_keep_the_order(self, client, desk):
        for number in range(11):
            make_review(desk.product, title=f"No. {number}")
        first, second = client.get(f"{URL}?sort=lowest"), client.get(f"{URL}?sort=lowest&page=2")
        assert (len(titles(first)), len(titles(second))) == (10, 1)
        assert f'rel="next" href="{URL}?sort=lowest&amp;page=2"' in first.content.decode()

    @pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 5000])
    def test_a_page_that_is_not_there_shows_one_that_is(self, client, written, page):
        assert len(titles(client.get(URL, {"page": page}))) == 3

    def test_words_of_strangers_are_escaped(self, client, desk):
        make_review(desk.product, title="<b>x</b>", text="<script>alert(1)</script>", author="<i>A</i>")
        text = client.get(URL).content.decode()
        assert "<b>x" not in text and "<script>alert" not in text and "<i>A" not in text

    def test_before_its_page_is_live_nothing_is_told_of_a_product(self, client, shop):
        make_product("DESK", path=None)
        assert client.get(URL).status_code == client.get(WRITE).status_code == 404

    def test_nobody_keeps_it_and_no_machine_lists_it(self, client, written):
        for address in (URL, WRITE):
            answer = client.get(address)
            assert "no-store" in answer.headers["Cache-Control"]
            assert '<meta name="robots" content="noindex">' in answer.content.decode()

    @pytest.mark.parametrize("count", [1, 30])
    def test_it_costs_the_same_however_many(self, client, desk, count, django_assert_max_num_queries):
        for _ in range(count):
            make_review(desk.product)
        client.force_login(make_account(), backend=BACKEND)
        with django_assert_max_num_queries(12):
            client.get(URL, headers=HTMX)


class TestWriting:
    def test_a_guest_without_an_order_is_read_by_staff_first(self, client, desk):
        answer = client.post(WRITE, filled(), follow=True)
        assert answer.redirect_chain == [(URL, 302)]
        assert "One of us reads your review" in answer.content.decode()
        review = Review.objects.get()
        assert (review.status, review.customer, review.language) == (ReviewStatus.PENDING, None, "en")
        assert (review.rating, review.title, review.author) == (4, WORDS["title"], "Ada")

    def test_a_customer_who_bought_it_is_published_at_once(self, client, desk):
        user = make_account("anna@example.com")
        order = make_paid_order(desk)
        order.customer = make_customer(user)
        order.save(update_fields=["customer"])
        client.force_login(user, backend=BACKEND)
        assert "You bought it from us" in client.get(WRITE).content.decode()
        answer = client.post(WRITE, filled(), follow=True)
        assert "Your review is published" in answer.content.decode()
        assert titles(answer) == [WORDS["title"]]
        assert Review.objects.get().is_verified

    def test_an_account_is_asked_for_a_name_it_knows_by_its_first_word_only(self, client, desk):
        customer = make_customer(make_account())
        customer.name = "Anna Meyer"
        customer.save()
        client.force_login(customer.user, backend=BACKEND)
        text = client.get(WRITE).content.decode()
        assert 'value="Anna"' in text and "Meyer" not in text

    def test_looking_at_the_form_makes_no_customer(self, client, desk):
        user = make_account()
        client.force_login(user, backend=BACKEND)
        client.get(WRITE)
        assert not hasattr(type(user).objects.get(pk=user.pk), "customer")

    def test_a_second_review_is_answered_kindly(self, client, desk):
        client.force_login(make_account(), backend=BACKEND)
        client.post(WRITE, filled())
        for answer in (client.get(WRITE), client.post(WRITE, filled(rating=1))):
            assert "You have reviewed this already" in answer.content.decode()
        assert Review.objects.get().rating == 4

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            *(("rating", value) for value in ("", "0", "6", "5.5", "x", "1" * 5000)),
            *(
                (field, value)
                for field in ("title", "text", "author")
                for value in ("", "   ", "x" * 1_000_000)
            ),
        ],
        ids=lambda value: value if len(value) < 9 else f"{len(value)} long",
    )
    def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_kept(self, client, desk, field, value):
        answer = client.post(WRITE, filled(**{field: value}))
        assert answer.status_code == 422
        assert [*answer.context["form"].errors] == [field]
        assert WORDS["title" if field != "title" else "author"] in answer.content.decode()
        assert not Review.objects.exists()

    def test_a_nul_is_refused(self, client, desk):
        assert client.post(WRITE, filled(text="a\x00b")).status_code == 400
        assert client.post(WRITE, filled(photos=make_photo(name="a\x00b.jpg"))).status_code in (400, 422)
        assert not Review.objects.exists()

    def test_one_network_writes_so_many_an_hour(self, client, desk, monkeypatch):
        monkeypatch.setattr(views, "REVIEWS", (2, 3600))
        answers = [client.post(WRITE, filled()) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [302, 302, 429]
        assert WORDS["text"] in answers[-1].content.decode()
        assert int(answers[-1].headers["Retry-After"]) > 0
        assert Review.objects.count() == 2


class TestPhotos:
    def test_photos_come_along_with_their_words(self, client, desk):
        client.post(WRITE, filled(photos=[make_photo(), make_photo()], photos_alt="The desk by a window"))
        assert [photo.alt for photo in ReviewPhoto.objects.all()] == [
            "The desk by a window (1)",
            "The desk by a window (2)",
        ]
        Review.objects.update(status=ReviewStatus.PUBLISHED, published_at="2026-09-01T12:00Z")
        text = client.get(URL).content.decode()
        photo = ReviewPhoto.objects.first()
        assert f'<a href="{photo.file.url}"><img src="{photo.thumbnail.url}"' in text
        assert 'alt="The desk by a window (1)"' in text

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"photos": make_photo(), "photos_alt": ""}, "photos_alt"),
            ({"photos": [make_photo() for _ in range(4)], "photos_alt": "A desk"}, "photos"),
            ({"photos": make_photo(format="GIF"), "photos_alt": "A desk"}, "photos"),
        ],
        ids=["no words", "too many", "no photo"],
    )
    def test_what_does_not_fit_is_refused(self, client, desk, changes, field):
        answer = client.post(WRITE, filled(**changes))
        assert answer.status_code == 422
        assert [*answer.context["form"].errors] == [field]
        assert not Review.objects.exists()


class TestByLink:
    @pytest.fixture
    def order(self, desk):
        return make_paid_order(desk)

    @staticmethod
    def address(order):
        return f"/orders/{order.link_token}/reviews/{order.lines.get().pk}/"

    def test_the_order_page_leads_to_a_verified_review_without_an_account(self, client, order):
        page = f"/orders/{order.link_token}/"
        assert f'href="{self.address(order)}"' in client.get(page).content.decode()
        answer = client.post(self.address(order), filled(), follow=True)
        assert answer.redirect_chain == [(page, 302)]
        text = answer.content.decode()
        assert "Your review is published" in text and f'href="{self.address(order)}"' not in text
        review = Review.objects.get()
        assert (review.customer, review.is_verified) == (order.customer, True)

    def test_the_form_tells_nothing_of_the_buyer(self, client, order):
        answer = client.get(self.address(order))
        assert "Anna" not in answer.content.decode()
        assert answer.headers["Referrer-Policy"] == "same-origin"

    def test_an_unpaid_order_a_foreign_line_and_a_guess_lead_nowhere(self, client, order):
        waiting = make_order(make_product(stock=5), email="other@example.com")
        foreign = f"/orders/{order.link_token}/reviews/{waiting.lines.get().pk}/"
        guess = f"/orders/{'x' * 27}/reviews/{order.lines.get().pk}/"
        for address in (self.address(waiting), foreign, guess):
            assert client.get(address).status_code == client.post(address, filled()).status_code == 404
        assert self.address(waiting) not in client.get(f"/orders/{waiting.link_token}/").content.decode()
        assert not Review.objects.exists()


class TestHelpful:
    @pytest.fixture
    def address(self, desk):
        self.review = make_review(desk.product, title="Quiet")
        return f"/reviews/{self.review.pk}/helpful/"

    def count(self):
        return Review.objects.get().helpful_count

    def test_with_scripts_the_button_gives_way_to_what_happened(self, client, address):
        assert address in client.get(URL, headers=HTMX).content.decode()
        text = client.post(address, headers=HTMX).content.decode()
        assert "You found this helpful" in text and "1 person found this helpful" in text
        assert address not in client.get(URL, headers=HTMX).content.decode()

    def test_without_scripts_it_leads_back_to_where_one_was(self, client, address):
        answer = client.post(address, {"sort": "lowest", "page": "1"})
        assert answer.url == f"{URL}?sort=lowest&page=1#review-{self.review.pk}"
        assert "You found “Quiet” helpful" in client.get(answer.url).content.decode()
        assert client.post(address, {"sort": "//evil.example", "page": "x"}).url.startswith(f"{URL}#")

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "scripts"])
    def test_the_same_browser_counts_once(self, client, address, headers):
        assert [client.post(address, headers=headers).status_code for _ in range(2)] == [
            200 if headers else 302
        ] * 2
        assert self.count() == 1
        assert Client().post(address, headers=headers).status_code in (200, 302)
        assert self.count() == 2

    def test_whoever_signs_in_is_the_same_person(self, client, address):
        client.post(address)
        client.force_login(make_account(), backend=BACKEND)
        client.post(address)
        assert self.count() == 1

    def test_whoever_signs_out_is_the_same_person(self, client, address):
        client.force_login(make_account(), backend=BACKEND)
        client.post(address)
        del client.cookies[django_settings.SESSION_COOKIE_NAME]
        client.post(address)
        assert self.count() == 1
        assert "You found" in client.get(URL).content.decode()

    def test_a_made_up_token_is_a_new_guest_and_only_digests_are_kept(self, client, address):
        client.cookies[django_settings.VOTER_COOKIE_NAME] = "someone"
        client.post(address)
        cookie = client.cookies[django_settings.VOTER_COOKIE_NAME]
        assert cookie["httponly"] and cookie["samesite"] == "Lax"
        assert cookie.value.split(":")[0] not in ReviewVote.objects.get().guest

    def test_authors_are_told_it_is_their_own(self, client, desk):
        customer = make_customer(make_account())
        review = make_review(desk.product, customer=customer)
        client.force_login(customer.user, backend=BACKEND)
        answer = client.post(f"/reviews/{review.pk}/helpful/", headers=HTMX)
        assert answer.status_code == 409
        assert "This review is your own" in answer.content.decode()

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "scripts"])
    def test_authors_are_not_asked_whether_their_own_was_helpful(self, client, desk, headers):
        customer = make_customer(make_account())
        own, other = make_review(desk.product, customer=customer), make_review(desk.product)
        client.force_login(customer.user, backend=BACKEND)
        text = client.get(URL, headers=headers).content.decode()
        assert f"/reviews/{other.pk}/helpful/" in text
        assert f"/reviews/{own.pk}/helpful/" not in text

    def test_what_is_not_published_cannot_be_found_helpful(self, client, desk):
        review = make_review(desk.product, is_published=False)
        assert client.post(f"/reviews/{review.pk}/helpful/").status_code == 404

    def test_one_network_votes_so_many_times_an_hour(self, client, address, monkeypatch):
        monkeypatch.setattr(views, "VOTES", (1, 3600))
        client.post(address)
        answer = Client().post(address, headers=HTMX)
        assert answer.status_code == 429
        assert "Too many attempts" in answer.content.decode()
        assert self.count() == 1
