"""The German half of the demo's tree: what is translated is told, what is not is mirrored."""

from django.db import transaction
from wagtail.models import Locale, Page, Site

from content.mirrors import mirror_branch
from content.models import HomePage, ProductPage
from kinsite.demo import german
from kinsite.demo.blocks import Blocks
from kinsite.demo.catalogue import PRODUCTS_BY_HANDLE
from kinsite.demo.films import films_of
from kinsite.demo.papers import assembly_paper

LANGUAGE = "de"
WARRANTY = "Garantie: zehn Jahre auf Gestelle und Massivholz, fünf auf bewegliche Teile."


@transaction.atomic
def lay_in_german_pages(products, images):
    """Drafts first and mirrors around them, so that every link has a German page to lead to.

    Then products before the pages that show them: no story may show what nobody can buy.
    """
    if HomePage.objects.filter(locale__language_code=LANGUAGE).exists():
        return
    locale = Locale.objects.get_or_create(language_code=LANGUAGE)[0]
    home = HomePage.objects.get()
    told = [_drafted(ProductPage.objects.get(product__code=facts.handle), locale) for facts in german.TOLD]
    drafts = [_drafted(_at(home, facts.path), locale) for facts in german.PAGES]
    mirror_branch(page=home, locale=locale)
    Site.clear_site_root_paths_cache()
    german_home = home.get_translation(locale)
    blocks = Blocks(images, products, _by_path(german_home), testimonials={})
    for page, facts in zip(told, german.TOLD, strict=True):
        page.title = PRODUCTS_BY_HANDLE[facts.handle].title_de
        page.search_description = facts.meta_description
        page.films = films_of(PRODUCTS_BY_HANDLE[facts.handle], images, language=LANGUAGE)
        paper = assembly_paper(
            PRODUCTS_BY_HANDLE[facts.handle], title=page.title, story=facts.story, language=LANGUAGE
        )
        told_blocks = (
            ("paragraph", f"<p>{facts.description}</p>"),
            *facts.story_blocks,
            *([("downloads", [("Aufbau, Schritt für Schritt", paper)])] if paper else []),
        )
        set_blocks = (
            ("paragraph", f"<p>{WARRANTY}</p>"),
            ("heading", "Passt dazu"),
            ("featured_products", PRODUCTS_BY_HANDLE[facts.handle].goes_with),
        )
        _publish(page, blocks.stream((*told_blocks, *set_blocks)))
    for page, facts in zip(drafts, german.PAGES, strict=True):
        page.title, page.intro, page.search_description = facts.title, facts.intro, facts.meta_description
        if facts.picture:
            page.picture_alt = facts.picture_alt
        if facts.topic:
            page.topic = facts.topic
        _publish(page, blocks.stream(facts.blocks))
    _tell_home(german_home, blocks)


def _drafted(page, locale):
    """The draft of a translation; the pages above it are drafts too until they are told."""
    for above in page.get_ancestors(inclusive=True).filter(depth__gt=1).specific():
        draft = above.get_translation_or_none(locale) or above.copy_for_translation(locale)
    return draft


def _at(home, path):
    return Page.objects.get(url_path=f"{home.url_path}{path}/").specific


def _by_path(home):
    """Every page below a home page by its address, as texts name it."""
    pages = Page.objects.descendant_of(home, inclusive=True)
    return {page.url_path.removeprefix(home.url_path).strip("/"): page for page in pages}


def _tell_home(home, blocks):
    facts = german.HOME
    home.headline, home.kicker, home.intro = facts.headline, facts.kicker, facts.intro
    home.search_description, home.picture_alt = facts.meta_description, facts.picture_alt
    home.link_label, home.link_page = facts.link[0], blocks.pages[facts.link[1]]
    home.second_link_label, home.second_link_page = facts.second_link[0], blocks.pages[facts.second_link[1]]
    _publish(home, blocks.stream(facts.blocks))


def _publish(page, story):
    # Pages came below it since it was read: the number of them must not be written back as it was.
    page.refresh_from_db(fields=["numchild"])
    if story:
        page.story = story
    page.save_revision().publish()
