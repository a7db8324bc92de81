"""Customers and guests change and withdraw what they said; nobody else finds the way to it."""

import pytest
from django.core.cache import cache

from commerce.customers.operations import customer_for_guest
from commerce.orders.operations import give_orders
from commerce.privacy.merge import adopt_guest_orders
from commerce.reviews.models import Review, ReviewPhoto, ReviewStatus
from commerce.reviews.operations import refuse_review, withdraw_review
from commerce.reviews.photos import redraw
from commerce.storefront.views import own_reviews as views
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.commerce.storefront.conftest import HTMX, Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page
from tests.factories.customers import make_account, make_customer
from tests.factories.reviews import WORDS, make_paid_order, make_photo, make_review

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OTHER = {"rating": 2, "title": "Less quiet", "text": "It wobbles by now.", "author": "Ada L."}


@pytest.fixture
def desk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    make_shop()
    desk = make_product("DESK", title="Oak desk", stock=50)
    make_product_page(desk, slug="oak-desk")
    return desk


def signed_in(user) -> Browser:
    browser = Browser()
    browser.force_login(user, backend=BACKEND)
    return browser


@pytest.fixture
def anna(desk):
    return make_account("anna@example.com")


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def review(desk, anna):
    return make_review(desk.product, customer=make_customer(anna))


def at(review, verb=""):
    return f"/account/reviews/{review.pk}/{verb}"


def facts():
    return list(Review.objects.values_list("status", "rating", "title", "text", "author"))


class TestByAccount:
    def test_the_products_reviews_lead_the_author_and_nobody_else_to_the_form(self, browser, review):
        link = f'href="{at(review)}"'
        for someone, is_led in ((browser, True), (Browser(), False), (signed_in(make_account()), False)):
            for headers in ({}, HTMX):
                text = someone.get("/reviews/desk/", headers=headers).content.decode()
                assert (link in text) == is_led
                assert ("Write a review" in text) != is_led
        page = browser.get("/shop/desks/oak-desk/").content
        assert page == Browser().get("/shop/desks/oak-desk/").content
        assert b"Edit your review" not in page

    def test_the_form_shows_what_was_written_and_saving_shows_it_to_staff_first(self, browser, review):
        text = browser.get(at(review)).content.decode()
        assert WORDS["title"] in text and WORDS["text"] in text and 'value="Ada"' in text
        answer = browser.post(at(review), OTHER, follow=True)
        assert answer.redirect_chain == [("/account/reviews/", 302)]
        assert "One of us reads your review" in answer.content.decode()
        assert facts() == [("pending", *OTHER.values())]

    def test_a_buyers_edit_is_read_at_once(self, browser, desk, anna):
        order = make_paid_order(desk)
        give_orders(customer=make_customer(anna), guest=order.customer)
        review = make_review(desk.product, customer=make_customer(anna))
        assert "Your review is published" in browser.post(at(review), OTHER, follow=True).content.decode()
        assert "It wobbles by now." in Browser().get("/reviews/desk/").content.decode()

    def test_whoever_reviewed_it_is_led_from_the_form_of_new_ones_to_theirs(self, browser, review):
        assert f'href="{at(review)}"' in browser.get("/reviews/desk/write/").content.decode()

    def test_withdrawing_is_asked_again_then_done(self, browser, review):
        text = browser.get(at(review, "withdraw/")).content.decode()
        assert "Withdraw your review?" in text and WORDS["title"] in text
        assert Review.objects.get().is_published
        answer = browser.post(at(review, "withdraw/"), follow=True)
        assert answer.redirect_chain == [("/account/reviews/", 302)]
        assert "Nobody reads it any more" in answer.content.decode()
        assert "No reviews yet" in answer.content.decode()
        assert WORDS["title"] not in Browser().get("/reviews/desk/").content.decode()
        assert "Write a review" in browser.get("/reviews/desk/").content.decode()
        assert browser.post("/reviews/desk/write/", {"rating": 4, **WORDS}).status_code == 302
        assert Review.objects.get().status == ReviewStatus.PENDING

    def test_the_list_says_how_each_stands(self, browser, review, anna):
        lamp = make_review(make_product("LAMP", title="Lamp").product, customer=make_customer(anna))
        refuse_review(review=lamp, reason="Advertising", by=SYSTEM)
        make_review(make_product("CHAIR").product, title="Of somebody else")
        text = browser.get("/account/reviews/").content.decode()
        assert "Oak desk" in text and "Published" in text and "Not published." in text
        assert "Of somebody else" not in text and "Advertising" not in text
        assert at(review) in text and at(lamp, "withdraw/") in text

    @pytest.mark.parametrize("count", [1, 8])
    def test_the_list_costs_the_same_however_many(self, browser, anna, count, django_assert_max_num_queries):
        for number in range(count):
            make_review(make_product(f"V{number}").product, customer=make_customer(anna))
        with django_assert_max_num_queries(10):
            assert len(browser.get("/account/reviews/").context["reviews"]) == count

    @pytest.mark.parametrize(("field", "value"), [("rating", "6"), ("title", " "), ("text", "x" * 5000)])
    def test_what_does_not_fit_is_said_at_its_field_and_changes_nothing(self, browser, review, field, value):
        answer = browser.post(at(review), OTHER | {field: value})
        assert answer.status_code == 422
        assert [*answer.context["form"].errors] == [field]
        assert facts()[0][2] == WORDS["title"]

    def test_photos_stay_are_replaced_or_removed(self, browser, desk, anna):
        photo = redraw(make_photo(), alt="By day")
        review = make_review(desk.product, customer=make_customer(anna), photos=[photo])
        assert "By day" in browser.get(at(review)).content.decode()
        for more, left in (
            ({}, ["By day"]),
            ({"photos": make_photo(), "photos_alt": "By night"}, ["By night"]),
            ({"removes_photos": "on"}, []),
        ):
            assert browser.post(at(review), OTHER | more).status_code == 302
            assert list(ReviewPhoto.objects.values_list("alt", flat=True)) == left

    def test_one_network_changes_so_many_an_hour(self, browser, review, monkeypatch):
        monkeypatch.setattr(views, "CHANGES", (1, 3600))
        answers = [browser.post(at(review), OTHER | {"rating": stars}) for stars in (3, 4)]
        assert [answer.status_code for answer in answers] == [302, 429]
        assert int(answers[1].headers["Retry-After"]) > 0
        assert Review.objects.get().rating == 3

    def test_it_is_said_in_german_too(self, browser, review):
        assert "Ihre Bewertung: Oak desk" in browser.get(f"/de{at(review)}").content.decode()

    def test_nobody_keeps_these_pages(self, browser, review):
        for address in ("/account/reviews/", at(review), at(review, "withdraw/")):
            answer = browser.get(address)
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert '<meta name="robots" content="noindex">' in answer.content.decode()


class TestNobodyElse:
    def test_another_customer_finds_nothing(self, review):
        stranger = signed_in(make_account())
        before = facts()
        for verb in ("", "withdraw/"):
            assert stranger.get(at(review, verb)).status_code == 404
            assert stranger.post(at(review, verb), OTHER).status_code == 404
        assert facts() == before

    def test_nobody_signed_in_is_asked_to_sign_in(self, review):
        before = facts()
        for verb in ("", "withdraw/"):
            answer = Browser().post(at(review, verb), OTHER)
            assert (answer.status_code, answer.url.startswith("/accounts/login/")) == (302, True)
        assert facts() == before

    def test_not_the_author_of_another_review_of_it_nor_of_nobodys(self, browser, desk, review):
        nobodys = make_review(desk.product)
        assert browser.post(at(nobodys), OTHER).status_code == 404

    def test_what_was_withdrawn_is_found_no_more(self, browser, review):
        withdraw_review(review=review, by=GUEST)
        for verb in ("", "withdraw/"):
            assert browser.get(at(review, verb)).status_code == 404
            assert browser.post(at(review, verb), OTHER).status_code == 404


class TestByLink:
    @pytest.fixture
    def order(self, desk):
        return make_paid_order(desk)

    @staticmethod
    def address(order, verb):
        return f"/orders/{order.link_token}/reviews/{order.lines.get().pk}/{verb}"

    @pytest.fixture
    def written(self, order):
        """A review by the order's link, without an account."""
        Browser().post(self.address(order, ""), {"rating": 4, **WORDS})
        return Review.objects.get()

    def test_the_orders_page_leads_to_the_form_and_back(self, order, written):
        browser, page = Browser(), f"/orders/{order.link_token}/"
        text = browser.get(page).content.decode()
        assert f'href="{self.address(order, "edit/")}"' in text and "Edit your review" in text
        answer = browser.post(self.address(order, "edit/"), OTHER, follow=True)
        assert answer.redirect_chain == [(page, 302)]
        assert "Your review is published" in answer.content.decode()
        assert facts() == [("published", *OTHER.values())]
        answer = browser.post(self.address(order, "withdraw/"), follow=True)
        assert "Nobody reads it any more" in answer.content.decode()
        assert f'href="{self.address(order, "")}"' in answer.content.decode()
        assert Review.objects.get().is_withdrawn

    def test_the_form_of_new_ones_leads_there_too(self, order, written):
        text = Browser().get(self.address(order, "")).content.decode()
        assert f'href="{self.address(order, "edit/")}"' in text

    def test_who_typed_the_same_address_in_another_order_has_no_way_to_it(self, desk, order, written):
        forged = make_paid_order(desk)
        assert forged.customer == order.customer
        assert "Edit your review" not in Browser().get(f"/orders/{forged.link_token}/").content.decode()
        for verb in ("edit/", "withdraw/"):
            assert Browser().get(self.address(forged, verb)).status_code == 404
            assert Browser().post(self.address(forged, verb), OTHER).status_code == 404
        assert facts()[0][2] == WORDS["title"]
        assert Browser().get(self.address(order, "edit/")).status_code == 200

    def test_the_link_that_wrote_it_stays_the_way_though_a_later_order_proves_it_too(self, desk, order):
        make_paid_order(desk)
        Browser().post(self.address(order, ""), {"rating": 4, **WORDS})
        assert Browser().get(self.address(order, "edit/")).status_code == 200

    def test_once_an_account_adopted_the_order_its_owner_signs_in(self, anna, order, written):
        adopt_guest_orders(user=anna)
        assert written.pk == make_customer(anna).reviews.get().pk
        for verb in ("edit/", "withdraw/"):
            assert Browser().post(self.address(order, verb), OTHER).status_code == 404
        assert signed_in(anna).get(at(written)).status_code == 200
        assert facts()[0][2] == WORDS["title"]

    def test_a_guess_and_a_foreign_line_lead_nowhere(self, order, written):
        other = make_paid_order(make_product("LAMP", stock=5), email="other@example.com")
        foreign = f"/orders/{order.link_token}/reviews/{other.lines.get().pk}/edit/"
        guess = f"/orders/{'x' * 27}/reviews/{order.lines.get().pk}/edit/"
        for address in (foreign, guess, self.address(other, "edit/")):
            assert Browser().get(address).status_code == Browser().post(address, OTHER).status_code == 404
        assert facts()[0][2] == WORDS["title"]

    def test_what_a_customer_of_the_address_wrote_elsewhere_is_not_this_links(self, desk, order):
        guest = customer_for_guest(email="anna@example.com", name="", phone="", language="en")
        review = make_review(desk.product, customer=guest)
        Review.objects.filter(pk=review.pk).update(order_line=None)
        assert Browser().get(self.address(order, "edit/")).status_code == 404
