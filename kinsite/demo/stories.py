"""The demo's pages: put into the tree and published by revision, as an editor would."""

from datetime import timedelta

from wagtail.models import Locale, Page, Site

from commerce.catalogue.models import Collection
from content.models import CollectionPage, HomePage, ProductPage, ShopPage
from kinsite.demo import catalogue
from kinsite.demo.blocks import Blocks
from kinsite.foundation import clock


def lay_in_pages(products, images):
    """The tree below one home page; nothing where there is a home page already."""
    if HomePage.objects.exists():
        return
    blocks = Blocks(images, products, {})
    home = _home()
    shop = _put(home, ShopPage(title="Shop", slug="shop", show_in_menus=True))
    for facts in catalogue.COLLECTIONS:
        landing = _put(
            shop,
            CollectionPage(
                title=facts.title,
                slug=facts.handle,
                collection=Collection.objects.get(code=facts.handle),
            ),
        )
        for product in catalogue.in_collection(facts.handle):
            _tell(landing, product, products[product.handle], blocks)


def _tell(landing, facts, product, blocks):
    """The page of a product; one that launches later is a draft on the schedule."""
    launch = clock.now() + timedelta(days=facts.launches_in_days) if facts.launches_in_days else None
    page = landing.add_child(
        instance=ProductPage(
            title=facts.title,
            slug=facts.handle,
            search_description=facts.meta_description,
            product=product,
            story=blocks.stream((("paragraph", f"<p>{facts.description}</p>"), *facts.story_blocks)),
            go_live_at=launch,
            locale=landing.locale,
        )
    )
    page.save_revision().publish()


def _home():
    root, site = Page.get_first_root_node(), Site.objects.get(is_default_site=True)
    home = root.add_child(
        instance=HomePage(
            title="Kin Workspace",
            slug="kin-workspace",
            headline="Create Calm. Work Better.",
            locale=Locale.objects.get(language_code="en"),
        )
    )
    home.save_revision().publish()
    first = site.root_page
    site.root_page = home
    site.site_name = "Kin Workspace"
    site.save()
    first.delete()
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=home.pk)


def _put(parent, page):
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
