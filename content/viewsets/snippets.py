"""Snippets in the admin: lists that say what is shown and where, and forms to write them."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.models import Announcement, CareGuide, FooterMenu, HeaderMenu, SizeGuide, Testimonial
from content.panels import TimeZonePanel
from kinsite.foundation import clock


def written(moment):
    """A moment in the reader's time zone, which it names."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'SHORT_DATETIME_FORMAT')} {local:%Z}"


def standing(announcement):
    """What visitors see of an announcement, in words."""
    now = clock.now()
    if not announcement.live:
        return _("Not published")
    if announcement.starts_at > now:
        return _("Planned")
    if announcement.ends_at and announcement.ends_at <= now:
        return _("Over")
    return _("Behind a later one") if announcement.is_behind else _("Shown now")


class HeadedViewSet(SnippetViewSet):
    """The forms have a heading for those who hear them; Wagtail's have none (templates/content/admin)."""

    create_template_name = "content/admin/new_snippet_form.html"
    edit_template_name = "content/admin/snippet_form.html"


class AnnouncementViewSet(HeadedViewSet):
    model = Announcement
    icon = "comment"
    menu_label = _("Announcements")
    list_display = [
        "text",
        Column("standing", label=_("Shown"), accessor=standing),
        Column(
            "starts_at", label=_("From"), accessor=lambda row: written(row.starts_at), sort_key="starts_at"
        ),
        Column("ends_at", label=_("Until"), accessor=lambda row: written(row.ends_at), sort_key="ends_at"),
        LocaleColumn(),
        LiveStatusTagColumn(),
    ]
    search_fields = ["text"]
    panels = [
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("link_label"), FieldPanel("link_page"), FieldPanel("link_address")], heading=_("Link")
        ),
        MultiFieldPanel(
            [TimeZonePanel(), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])],
            heading=_("When it is shown"),
        ),
    ]

    def get_queryset(self, request):
        now = clock.now()
        shown = Announcement.objects.filter(
            Q(ends_at=None) | Q(ends_at__gt=now), live=True, locale=OuterRef("locale"), starts_at__lte=now
        )
        later = Q(starts_at__gt=OuterRef("starts_at")) | Q(
            starts_at=OuterRef("starts_at"), pk__gt=OuterRef("pk")
        )
        return Announcement.objects.annotate(is_behind=Exists(shown.filter(later)))


class MenuViewSet(HeadedViewSet):
    list_display = ["__str__", LocaleColumn(), LiveStatusTagColumn()]


class HeaderMenuViewSet(MenuViewSet):
    model = HeaderMenu
    icon = "list-ul"
    menu_label = _("Header menu")
    panels = [FieldPanel("links")]


class FooterMenuViewSet(MenuViewSet):
    model = FooterMenu
    icon = "list-ul"
    menu_label = _("Footer menu")
    panels = [FieldPanel("columns")]


class SharedViewSet(HeadedViewSet):
    """Of what pages share, lists say how many do."""

    list_display = [
        "__str__",
        Column("usage_count", label=_("Used in"), sort_key="usage_count"),
        LocaleColumn(),
        LiveStatusTagColumn(),
    ]

    def get_queryset(self, request):
        return self.model.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))


class TestimonialViewSet(SharedViewSet):
    model = Testimonial
    icon = "openquote"
    menu_label = _("Testimonials")
    search_fields = ["name", "quote"]
    panels = [
        FieldPanel("quote"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("picture"),
    ]


class GuideViewSet(SharedViewSet):
    search_fields = ["title"]
    panels = [FieldPanel("title"), FieldPanel("body")]


class SizeGuideViewSet(GuideViewSet):
    model = SizeGuide
    icon = "table"
    menu_label = _("Size guides")


class CareGuideViewSet(GuideViewSet):
    model = CareGuide
    icon = "tasks"
    menu_label = _("Care guides")


class SnippetsGroup(SnippetViewSetGroup):
    """The menu's Snippets."""

    items = [
        AnnouncementViewSet,
        HeaderMenuViewSet,
        FooterMenuViewSet,
        TestimonialViewSet,
        SizeGuideViewSet,
        CareGuideViewSet,
    ]
    menu_label = _("Snippets")
    menu_name = "shared-snippets"
    menu_icon = "snippet"
    menu_order = 440
