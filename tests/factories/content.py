"""Pages, put where editors put them and published as they publish: by revision."""

from itertools import count

from wagtail.models import Locale, Page, Site

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
from tests.factories.catalogue import make_collection, make_picture

numbers = count(1)


def make_home(language="en", **fields) -> HomePage:
    """The live home page of a language; the first one is the site's."""
    home = HomePage.objects.filter(locale__language_code=language).first()
    if home:
        return home
    locale, _ = Locale.objects.get_or_create(language_code=language)
    root, first = Page.get_first_root_node(), HomePage.objects.first()
    facts = {"title": "Home", "headline": "Create Calm. Work Better.", "slug": f"start-{language}", **fields}
    if first:
        facts["translation_key"] = first.translation_key
    home = root.add_child(instance=HomePage(locale=locale, **facts))
    if not first:
        Site.objects.update(root_page=home)
        Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
        Site.clear_site_root_paths_cache()
    return publish(home)


def make_shop_page(home=None, **fields) -> ShopPage:
    home = home or make_home()
    shop = ShopPage.objects.child_of(home).first()
    facts = {"title": "Shop", "slug": "shop", "show_in_menus": True, "locale": home.locale, **fields}
    return shop or publish(home.add_child(instance=ShopPage(**facts)))


def make_collection_page(code="desks", shop=None, **fields) -> CollectionPage:
    shop = shop or make_shop_page()
    page = CollectionPage.objects.child_of(shop).filter(slug=code).first()
    facts = {"title": code.title(), "slug": code, "locale": shop.locale, **fields}
    return page or publish(shop.add_child(instance=CollectionPage(collection=make_collection(code), **facts)))


def make_standard_page(title="About", parent=None, **fields) -> StandardPage:
    parent = parent or make_home()
    return publish(parent.add_child(instance=StandardPage(title=title, locale=parent.locale, **fields)))


def make_journal(home=None, **fields) -> JournalPage:
    home = home or make_home()
    journal = JournalPage.objects.child_of(home).first()
    facts = {"title": "Journal", "slug": "journal", "locale": home.locale, **fields}
    return journal or publish(home.add_child(instance=JournalPage(**facts)))


def make_story(title="A story", journal=None, **fields) -> StoryPage:
    journal = journal or make_journal()
    return publish(journal.add_child(instance=StoryPage(title=title, locale=journal.locale, **fields)))


def make_inspiration(**fields) -> InspirationPage:
    home = make_home()
    facts = {"title": "Inspiration", "slug": "inspiration", "locale": home.locale, **fields}
    return publish(home.add_child(instance=InspirationPage(**facts)))


def draft_product_page(variant=None, *, parent=None, product=None, **fields) -> ProductPage:
    """A draft that could be published as it is, unless `fields` take something from it."""
    product = product or (variant and variant.product)
    if product and not product.pictures.exists():
        make_picture(product)
    parent = parent or make_collection_page()
    facts = {
        "title": product.title if product else "Untitled",
        "slug": f"page-{next(numbers)}",
        "search_description": "A desk of solid oak that leaves the room quieter than it was.",
        "product": product,
        "locale": parent.locale,
        **fields,
    }
    page = parent.add_child(instance=ProductPage(**facts))
    page.save_revision()
    return page


def make_product_page(variant, **fields) -> ProductPage:
    """The live page of a variant's product."""
    return publish(draft_product_page(variant, **fields))


def publish(page):
    """Publish a page as it stands, and return it as it is in the database."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
