"""A product page reaches the public only with all that shoppers need, whichever way it takes."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowPage

from commerce.catalogue.operations import retire_variant, set_price
from commerce.money import Money
from content.errors import NotFitToPublish
from content.models import ProductPage
from kinsite.foundation.actors import SYSTEM
from tests.content.test_shoppable import story_of, value_of
from tests.factories.catalogue import make_picture, make_product
from tests.factories.content import draft_product_page, make_product_page, make_standard_page, publish
from tests.factories.markets import make_market

pytestmark = pytest.mark.django_db


def stored(page):
    return ProductPage.objects.get(pk=page.pk)


def unfit_page():
    return draft_product_page(make_product(), search_description="")


def test_a_page_with_everything_goes_live():
    page = make_product_page(make_product())
    assert page.live
    assert page.live_revision_id


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda page, variant: ProductPage.objects.filter(pk=page.pk).update(product=None), "product"),
        (
            lambda page, variant: ProductPage.objects.filter(pk=page.pk).update(search_description=" "),
            "meta description",
        ),
        (lambda page, variant: variant.prices.update(valid_until=timezone.now()), "price"),
        (lambda page, variant: variant.product.pictures.all().delete(), "picture"),
        (lambda page, variant: type(variant).objects.filter(pk=variant.pk).update(grams=0), "weight"),
        (
            lambda page, variant: (
                type(variant.product).objects.filter(pk=variant.product_id).update(tax_category=None)
            ),
            "tax category",
        ),
        (
            lambda page, variant: (
                type(variant).objects.filter(pk=variant.pk).update(retired_at=timezone.now())
            ),
            "variant",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_goes_live(spoil, reason):
    variant = make_product()
    page = draft_product_page(variant)
    spoil(page, variant)
    page = stored(page)
    with pytest.raises(NotFitToPublish) as refusal:
        page.save_revision(clean=False).publish()
    assert any(reason in str(text) for text in refusal.value.reasons)
    assert not stored(page).live


def test_all_that_is_missing_is_said_at_once():
    variant = make_product(price=None, grams=0)
    page = draft_product_page(variant, search_description="")
    with pytest.raises(NotFitToPublish) as refusal:
        page.get_latest_revision().publish()
    assert len(refusal.value.reasons) == 3


def test_a_picture_of_the_story_needs_words_or_the_mark_of_decoration():
    variant = make_product()
    image = make_picture(variant.product).image
    bare = [
        {"type": "picture", "value": {"picture": {"image": image.pk, "alt_text": "", "decorative": False}}}
    ]
    page = draft_product_page(variant)
    page.story.append(("picture", {"picture": image}))
    page.story = page.story.stream_block.to_python(bare)
    with pytest.raises(NotFitToPublish, match="alternative text"):
        page.save_revision(clean=False).publish()
    decorating = [{**bare[0], "value": {"picture": {**bare[0]["value"]["picture"], "decorative": True}}}]
    page.story = page.story.stream_block.to_python(decorating)
    page.save_revision(clean=False).publish()
    assert stored(page).live


def test_the_editor_keeps_the_draft_and_reads_what_is_missing(owner):
    page = unfit_page()
    answer = owner.post(edit_url(page), {**form_of(page), "action-publish": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == edit_url(page)
    assert "Write a meta description" in answer.content.decode()
    assert not stored(page).live


def test_the_editor_publishes_what_is_complete(owner):
    page = draft_product_page(make_product())
    owner.post(edit_url(page), {**form_of(page), "action-publish": "1"})
    assert stored(page).live
    assert stored(page).language == "en"


def test_a_page_published_while_it_is_created_starts_as_a_draft(owner):
    parent = draft_product_page(make_product()).get_parent()
    url = reverse("wagtailadmin_pages:add", args=["content", "productpage", parent.pk])
    form = form_of(unfit_page())
    answer = owner.post(url, {**form, "slug": "made-at-once", "action-publish": "1"}, follow=True)
    made = ProductPage.objects.get(slug="made-at-once")
    assert not made.live
    assert answer.redirect_chain[-1][0] == edit_url(made)


def test_publishing_in_bulk_refuses_and_publishes_none(owner):
    fit, unfit = draft_product_page(make_product()), unfit_page()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = owner.post(
        f"{url}?id={fit.pk}&id={unfit.pk}&next=/admin/", {"include_descendants": ""}, follow=True
    )
    assert "Write a meta description" in answer.content.decode()
    assert not stored(fit).live
    assert not stored(unfit).live


def test_a_workflow_that_ends_in_publishing_refuses(owner):
    page = unfit_page()
    workflow = Workflow.objects.create(name="Approve")
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent())
    with pytest.raises(NotFitToPublish):
        workflow.start(page, owner.user).finish(user=owner.user)
    assert not stored(page).live


def test_the_schedule_refuses_when_it_is_made():
    page = unfit_page()
    page.go_live_at = timezone.now() + timedelta(days=7)
    with pytest.raises(NotFitToPublish):
        page.save_revision().publish()
    assert stored(page).scheduled_revision is None


def test_the_editor_refuses_to_schedule(owner):
    page = unfit_page()
    later = timezone.localtime(timezone.now() + timedelta(days=7)).strftime("%Y-%m-%d %H:%M")
    owner.post(edit_url(page), {**form_of(page), "go_live_at": later, "action-publish": "1"})
    assert stored(page).scheduled_revision is None


@pytest.mark.parametrize("moment", ["go_live_at", "expire_at"])
def test_a_year_that_not_every_time_zone_can_count_with_is_refused(owner, moment):
    page = draft_product_page(make_product())
    answer = owner.post(edit_url(page), {**form_of(page), moment: "9999-12-31 23:59"})
    assert answer.context["form"].errors == {moment: ["The year has to be between 1900 and 2999."]}
    assert getattr(stored(page).get_latest_revision_as_object(), moment) is None


def test_the_schedule_refuses_what_became_unfit_until_it_was_due():
    variant = make_product()
    page = draft_product_page(variant)
    page.go_live_at = timezone.now() + timedelta(days=7)
    page.save_revision().publish()
    scheduled = stored(page).scheduled_revision
    variant.prices.update(valid_until=timezone.now())
    type(scheduled).objects.filter(pk=scheduled.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1),
        content={**scheduled.content, "go_live_at": str(timezone.now() - timedelta(minutes=1))},
    )
    with pytest.raises(NotFitToPublish):
        call_command("publish_scheduled")
    assert not stored(page).live


def test_the_schedule_publishes_what_is_complete():
    page = draft_product_page(make_product())
    page.go_live_at = timezone.now() + timedelta(days=7)
    page.save_revision().publish()
    scheduled = stored(page).scheduled_revision
    past = timezone.now() - timedelta(minutes=1)
    type(scheduled).objects.filter(pk=scheduled.pk).update(
        approved_go_live_at=past, content={**scheduled.content, "go_live_at": past.isoformat()}
    )
    call_command("publish_scheduled")
    assert stored(page).live
    assert stored(page).language == "en"


def test_saving_a_page_as_live_goes_through_the_guard_too():
    page = unfit_page()
    page.live, page.live_revision = True, page.get_latest_revision()
    with pytest.raises(NotFitToPublish):
        page.save()
    assert not stored(page).live


def test_a_live_page_stays_live_though_its_product_lost_its_price():
    variant = make_product()
    page = make_product_page(variant)
    variant.prices.update(valid_until=timezone.now())
    page.title = "Renamed"
    page.save()
    assert stored(page).live


def test_pages_of_other_kinds_go_live_without_a_product(owner):
    page = draft_product_page(make_product()).get_parent()
    assert Page.objects.get(pk=page.pk).live
    assert publish(page.specific).live


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(page):
    """What the editor's form posts for a product page without a story."""
    return {
        "title": page.title,
        "slug": page.slug,
        "product": page.product_id,
        "search_description": page.search_description,
        "seo_title": "",
        "share_image": "",
        "go_live_at": "",
        "expire_at": "",
        "films-count": "0",
        "story-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "care_guides-TOTAL_FORMS": "0",
        "care_guides-INITIAL_FORMS": "0",
    }


def test_the_editor_shows_what_the_shop_knows_and_leads_there(owner):
    page = make_product_page(make_product(price=12900, stock=1))
    text = owner.get(edit_url(page)).content.decode()
    assert "$129.00" in text
    assert "Few left" in text
    assert "Prices and stock are kept in the shop" in text
    assert re.search(r'<h3><a href="/admin/[^"]*products?/[^"]+">', text)


def test_a_launch_needs_its_price_on_the_day_and_not_before():
    market, launch = make_market(), timezone.now() + timedelta(days=7)
    variant = make_product(price=None)
    page = draft_product_page(variant)
    page.go_live_at = launch
    with pytest.raises(NotFitToPublish, match="price"):
        page.save_revision().publish()
    set_price(
        variant=variant,
        price_list=market.price_list,
        money=Money(9900, "USD"),
        from_=launch - timedelta(hours=1),
        by=SYSTEM,
    )
    page.save_revision().publish()
    assert stored(page).scheduled_revision is not None
    assert not stored(page).live


def test_a_story_is_refused_once_the_variant_it_names_is_not_sold_any_more():
    lamp = make_product("LAMP-OAK", options={"colour": "oak"}).product
    walnut = make_product("LAMP-WAL", product=lamp, options={"colour": "walnut"})
    make_product_page(lamp.variants.first())
    story = story_of("product", value_of("product", lamp, sku="LAMP-WAL"))
    page = make_standard_page("A story", story=story)
    retire_variant(variant=walnut, by=SYSTEM)
    with pytest.raises(NotFitToPublish, match="LAMP-WAL, which is not sold any more"):
        publish(page)
