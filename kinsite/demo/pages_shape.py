"""How a demo page is written down: plain facts and blocks, no rows yet.

Kinds of blocks and their values:
heading: str · testimonials: keys · paragraph: HTML of p, ul, ol, li, strong, em, a · quote: {text, who}
picture: {key, alt, caption} · steps: (title, text) pairs · specifications: (name, value) pairs
questions: (question, answer) pairs · collections, featured_products: handles
shop_the_look: {title, text, key, alt, spots: (handle, SKU or "", left, top, stand-in's handle) tuples}
product: {handle, text, stand_in} · before_after: {title, before, after, caption} of {key, alt} pictures
comparison_table: {title, rows, columns: (title, handle, values) tuples} · recently_viewed: str
band: {title, text, key, alt, turned, tinted, page, label} · call_to_action: {text, more, page, label}
A `page` is a path as in `Page.path`, a `key` names a picture.
"""

from __future__ import annotations

from dataclasses import dataclass

Block = tuple[str, object]


@dataclass(frozen=True)
class Page:
    """A page below the home page; its path is its address without the slashes around it."""

    path: str
    title: str
    meta_description: str
    intro: str
    blocks: tuple[Block, ...]
    picture: str = ""
    picture_alt: str = ""
    topic: str = ""  # of a story, with who wrote it and how many days before the shop opened
    author: str = ""
    days_old: int = 0
    footer: str = ""  # "help", "company" or not there
    in_menu: bool = False

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Home:
    """The first page: a hero, then blocks."""

    title: str
    meta_description: str
    kicker: str
    headline: str
    intro: str
    picture: str
    picture_alt: str
    link: tuple[str, str]  # label, path
    second_link: tuple[str, str]
    blocks: tuple[Block, ...]


def prose(*paragraphs: str) -> Block:
    """Paragraphs, each perhaps written over several lines."""
    return ("paragraph", "".join(f"<p>{' '.join(text.split())}</p>" for text in paragraphs))


def listed(*items: str) -> Block:
    return ("paragraph", "<ul>" + "".join(f"<li>{' '.join(item.split())}</li>" for item in items) + "</ul>")
