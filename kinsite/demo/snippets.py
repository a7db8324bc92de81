"""What the demo's pages share, laid in and published by revision, as an editor would."""

from dataclasses import dataclass
from datetime import timedelta

from wagtail.models import Locale

from content.models import Announcement, CareGuide, FooterMenu, HeaderMenu, SizeGuide, Testimonial
from kinsite.demo import shared
from kinsite.demo.catalogue import PRODUCTS_BY_HANDLE
from kinsite.demo.pictures.render import pictures_of
from kinsite.foundation import clock


@dataclass(frozen=True)
class Shared:
    """The rows that pages and their stories name, by key."""

    testimonials: dict
    size_guides: dict
    care_guides: dict


def lay_in_shared(images) -> Shared:
    """Testimonials and guides, which stand before the first page names them."""
    return Shared(
        testimonials={key: _testimonial(facts, images) for key, facts in shared.TESTIMONIALS.items()},
        size_guides={key: _guide(SizeGuide, facts) for key, facts in shared.SIZE_GUIDES.items()},
        care_guides={key: _guide(CareGuide, facts) for key, facts in shared.CARE_GUIDES.items()},
    )


def lay_in_layout(pages) -> None:
    """What stands around the pages and leads to them."""
    facts = shared.ANNOUNCEMENT
    yesterday = clock.now() - timedelta(days=1)
    announcement = Announcement(
        text=facts.text, link_label=facts.label, link_page=pages[facts.page], starts_at=yesterday
    )
    announcement.ends_at = yesterday + timedelta(days=facts.days)
    _publish(announcement)
    _publish(HeaderMenu(links=[("link", link) for link in _links(shared.HEADER, pages)]))
    columns = [{"title": title, "links": _links(links, pages)} for title, links in shared.FOOTER]
    _publish(FooterMenu(columns=[("column", column) for column in columns]))


def _testimonial(facts, images):
    name, _colour, _alt = pictures_of(PRODUCTS_BY_HANDLE[facts.product])[-1]
    return _publish(Testimonial(quote=facts.quote, name=facts.name, role=facts.role, picture=images[name]))


def _guide(kind, facts):
    body = [{"type": "text", "value": facts.html}]
    if facts.table:
        columns = [{"type": "text", "heading": heading} for heading in facts.table.columns]
        rows = [{"values": list(row)} for row in facts.table.rows]
        table = {"caption": facts.table.caption, "columns": columns, "rows": rows}
        body.append({"type": "table", "value": table})
    guide = kind(title=facts.title)
    guide.body = kind.body.field.stream_block.to_python(body)
    return _publish(guide)


def _links(links, pages):
    return [{"label": label, "page": pages[path], "address": ""} for label, path in links]


def _publish(snippet):
    snippet.locale, snippet.live = Locale.objects.get(language_code="en"), False
    snippet.save()
    snippet.save_revision().publish()
    return type(snippet).objects.get(pk=snippet.pk)
