"""The demo's pages: put into the tree and published by revision, as an editor would."""

from datetime import timedelta

from django.db import transaction
from wagtail.models import Locale, Page, Site

from commerce.catalogue.models import Collection
from content.models import (
    CollectionPage,
    HomePage,
    InspirationPage,
    JournalPage,
    ProductPage,
    ShopPage,
    StandardPage,
    StoryPage,
)
from content.pages.product import ProductPageCareGuide
from kinsite.demo import catalogue
from kinsite.demo.blocks import Blocks
from kinsite.demo.films import films_of
from kinsite.demo.pages import HOME, PAGES
from kinsite.demo.papers import assembly_paper
from kinsite.demo.shared import care_guides_of, size_guide_of
from kinsite.demo.snippets import lay_in_layout, lay_in_shared
from kinsite.foundation import clock

# What each product's story ends with.
WARRANTY = "Warranty: ten years on frames and solid wood, five on moving parts."


@transaction.atomic
def lay_in_pages(products, images):
    """The whole tree, or nothing where there is a home page already.

    Pages link to each other, so all of them stand as drafts before the first story is written. Products
    come first: no story may show what nobody can buy.
    """
    if HomePage.objects.exists():
        return
    pages = _drafts(images)
    shared = lay_in_shared(images)
    blocks = Blocks(images, products, pages, shared.testimonials)
    for facts in catalogue.PRODUCTS:
        _tell_product(pages[f"shop/{facts.collection}"], facts, products[facts.handle], blocks, shared)
    for facts in PAGES:
        page = pages[facts.path]
        if facts.blocks:
            page.story = blocks.stream(facts.blocks)
        page.save_revision().publish()
    _tell_home(pages[""], pages, images, blocks)
    lay_in_layout(pages)


def _drafts(images):
    pages = {"": _home()}
    for facts in PAGES:
        page = _blank(facts, images)
        page.locale, page.live = pages[""].locale, False
        pages[facts.parent].add_child(instance=page)
        pages[facts.path] = page
    return pages


def _blank(facts, images):
    shared = {
        "title": facts.title,
        "slug": facts.slug,
        "search_description": facts.meta_description,
        "intro": facts.intro,
        "show_in_menus": facts.in_menu,
    }
    if facts.path == "shop":
        return ShopPage(**shared)
    if facts.parent == "shop":
        return CollectionPage(
            collection=Collection.objects.get(code=facts.slug),
            picture=images[facts.picture],
            picture_alt=facts.picture_alt,
            **shared,
        )
    if facts.path == "journal":
        return JournalPage(**shared)
    if facts.parent == "journal":
        return StoryPage(
            topic=facts.topic,
            author=facts.author,
            written_on=clock.today() - timedelta(days=facts.days_old),
            picture=images[facts.picture],
            picture_alt=facts.picture_alt,
            **shared,
        )
    if facts.path == "inspiration":
        return InspirationPage(**shared)
    return StandardPage(footer=facts.footer, **shared)


def _home():
    """The site's first page, in place of the one Wagtail brings."""
    root, site = Page.get_first_root_node(), Site.objects.get(is_default_site=True)
    home = HomePage(title=HOME.title, slug="kin-workspace", headline=HOME.headline)
    home.locale = Locale.objects.get_or_create(language_code="en")[0]
    root.add_child(instance=home)
    first, site.root_page, site.site_name = site.root_page, home, "Kin Workspace"
    site.save()
    first.delete()
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=home.pk)


def _tell_home(home, pages, images, blocks):
    home.search_description = HOME.meta_description
    home.kicker, home.intro = HOME.kicker, HOME.intro
    home.picture, home.picture_alt = images[HOME.picture], HOME.picture_alt
    home.link_label, home.link_page = HOME.link[0], pages[HOME.link[1]]
    home.second_link_label, home.second_link_page = HOME.second_link[0], pages[HOME.second_link[1]]
    home.story = blocks.stream(HOME.blocks)
    home.save_revision().publish()


def _tell_product(landing, facts, product, blocks, shared):
    """The page of a product; one that launches later is a draft on the schedule."""
    paper = assembly_paper(facts, title=facts.title, story=facts.story, language="en")
    launch = clock.now() + timedelta(days=facts.launches_in_days) if facts.launches_in_days else None
    page = ProductPage(
        title=facts.title,
        slug=facts.handle,
        search_description=facts.meta_description,
        product=product,
        story=blocks.stream(
            (
                ("paragraph", f"<p>{facts.description}</p>"),
                *facts.story_blocks,
                *([("downloads", [("Assembly, step by step", paper)])] if paper else []),
                ("paragraph", f"<p>{WARRANTY}</p>"),
                ("heading", "Complete the set"),
                ("featured_products", facts.goes_with),
            )
        ),
        films=films_of(facts, blocks.images, language="en"),
        size_guide=shared.size_guides.get(size_guide_of(facts)),
        go_live_at=launch,
        locale=landing.locale,
    )
    page.care_guides = [
        ProductPageCareGuide(guide=shared.care_guides[care], sort_order=place)
        for place, care in enumerate(care_guides_of(facts))
    ]
    landing.add_child(instance=page)
    page.save_revision().publish()
