"""Snippets, published as editors publish them: by revision."""

import json

from wagtail.models import Locale

from content.models import Announcement, CareGuide, FooterMenu, HeaderMenu, SizeGuide, Testimonial


def make_announcement(text="Free delivery in June", *, language="en", **fields) -> Announcement:
    return published(Announcement(text=text, locale=locale_of(language), **fields))


def make_header_menu(*links, language="en") -> HeaderMenu:
    """A menu of links as they are stored: {"label": …, "page": pk} or {"label": …, "address": …}."""
    stream = [{"type": "link", "value": link_of(link)} for link in links]
    return published(HeaderMenu(links=json.dumps(stream), locale=locale_of(language)))


def make_footer_menu(columns, *, language="en") -> FooterMenu:
    """A footer of columns: the links by the column's title."""
    stream = [
        {"type": "column", "value": {"title": title, "links": [link_of(link) for link in links]}}
        for title, links in columns.items()
    ]
    return published(FooterMenu(columns=json.dumps(stream), locale=locale_of(language)))


def make_testimonial(quote="It leaves me alone, and that is all I ask.", **fields) -> Testimonial:
    facts = {"name": "Hanna Weiss", "role": "translator, Leipzig", "locale": locale_of("en"), **fields}
    return published(Testimonial(quote=quote, **facts))


def make_size_guide(title="Which width", *, language="en", **fields) -> SizeGuide:
    return published(SizeGuide(title=title, body=body(), locale=locale_of(language), **fields))


def make_care_guide(title="Caring for wood", *, language="en", **fields) -> CareGuide:
    facts = {"body": body(caption="Cloths"), "locale": locale_of(language), **fields}
    return published(CareGuide(title=title, **facts))


def body(text="<p>Wipe it with a <b>damp</b> cloth.</p>", caption="Widths"):
    """A guide's text and a table, as they are stored."""
    columns = [{"type": "text", "heading": heading} for heading in ("Width", "Room for")]
    table = {"caption": caption, "columns": columns, "rows": [{"values": ["120 cm", "a laptop"]}]}
    return json.dumps([{"type": "text", "value": text}, {"type": "table", "value": table}])


def link_of(facts):
    return {"label": "", "page": None, "address": "", **facts}


def locale_of(language):
    return Locale.objects.get_or_create(language_code=language)[0]


def published(snippet):
    snippet.live = False
    snippet.save()
    snippet.save_revision().publish()
    return type(snippet).objects.get(pk=snippet.pk)
