"""All texts of the demo, flat, so that tests can read them."""

import re
from dataclasses import asdict

from kinsite.demo.catalogue import PRODUCTS
from kinsite.demo.pages import HOME, PAGES
from kinsite.demo.shared import ANNOUNCEMENT, CARE_GUIDES, SIZE_GUIDES, TESTIMONIALS


def strings(value):
    """Every piece of text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from strings(inner)


def product_texts(product):
    return [
        product.title,
        product.teaser,
        product.description,
        product.meta_description,
        product.shows,
        product.in_use,
        *strings(product.story_blocks),
    ]


def page_texts(page):
    return [page.title, page.intro, page.meta_description, page.picture_alt, *strings(page.blocks)]


def plain(text):
    """What is read: blocks apart from each other, inline tags gone."""
    without_inline = re.sub(r"</?(?:strong|em|a)\b[^>]*>", "", text)
    return " ".join(re.sub(r"<[^>]+>", " ", without_inline).split())


def sentences(text):
    """Whole sentences; measures and names end without a full stop."""
    return [s for s in re.split(r"(?<=[.?:;])\s+", plain(text)) if len(s.split()) > 3 and s[-1] in ".?"]


_shared = [ANNOUNCEMENT, *TESTIMONIALS.values(), *SIZE_GUIDES.values(), *CARE_GUIDES.values()]
TEXTS = {
    **{product.handle: product_texts(product) for product in PRODUCTS},
    **{page.path: page_texts(page) for page in PAGES},
    "shared": list(
        strings([asdict(facts) for facts in _shared]),
    ),
    "home": [*page_texts(HOME), HOME.kicker, HOME.headline, *strings((HOME.link, HOME.second_link))],
}
