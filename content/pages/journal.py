"""The journal: stories by people, newest first."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content import queries
from content.blocks import BodyBlock
from content.pages.base import BasePage
from kinsite.foundation import clock


class JournalPage(BasePage):
    """The door to the stories: all of them in pages, the newest first."""

    intro = models.CharField(_("intro"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.StoryPage"]
    max_count_per_parent = 1
    template = "content/pages/journal_page.html"

    class Meta:
        verbose_name = _("journal")
        verbose_name_plural = _("journals")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.child_of(self)
        return {**context, **queries.journal_page(self, request, stories=stories, head=context)}


class StoryPage(BasePage):
    """A story of the journal: who wrote it, when, and what it shows of the shop."""

    intro = models.CharField(
        _("intro"), max_length=300, blank=True, help_text=_("Stands below the title, and on cards")
    )
    topic = models.CharField(
        _("topic"), max_length=40, blank=True, help_text=_("One or two words above the title, e.g. “Rooms”")
    )
    author = models.CharField(_("author"), max_length=80, blank=True)
    written_on = models.DateField(
        _("date"), default=clock.today, help_text=_("Shown with the story; the newest stands first")
    )
    picture = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Stands at the top, and on cards that lead here"),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows; leave it empty if it only decorates"),
    )
    story = StreamField(BodyBlock(), blank=True, verbose_name=_("story"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("topic"), FieldPanel("author"), FieldPanel("written_on")])],
            heading=_("Byline"),
        ),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("story"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("story")]

    parent_page_types = ["content.JournalPage"]
    subpage_types = []
    needs_two_to_launch = True
    served_with = (*BasePage.served_with, "picture")
    template = "content/pages/story_page.html"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [models.Index(fields=["-written_on", "-page_ptr"], name="stories_newest_first")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **queries.story_page(self, request, head=context)}
