"""What every page has: texts for search and sharing, a guarded way to the public, an address of its own."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction

from content import approval, guard, previews, queries
from content.addresses import ADDRESS_TAKEN, address_is_taken
from content.forms import PageCopyForm, PageForm
from content.navigation import seconds_unchanged
from content.panels import CountedFieldPanel, SchedulePanel

# A page is the same for everyone: whatever stands between may keep it so long, or until the announcement
# above it changes; a browser asks every time.
EDGE_SECONDS = 60


class BasePage(Page):
    """A page of the site."""

    share_image = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_(
            "Shown where a link to the page is shared; without one the page's first picture is taken"
        ),
    )

    sharing_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug", help_text=_("The last part of the address. A change leaves a redirect behind.")
                ),
                CountedFieldPanel(
                    "seo_title",
                    counts_to=60,
                    help_text=_("Up to about 60 characters; without one the title is shown"),
                ),
                CountedFieldPanel(
                    "search_description",
                    counts_to=155,
                    help_text=_("One or two sentences, up to about 155 characters, shown by search engines"),
                ),
                FieldPanel("share_image"),
            ],
            heading=_("Search and sharing"),
        ),
    ]
    navigation_panels = [MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Navigation"))]
    promote_panels = [*sharing_panels, *navigation_panels]
    settings_panels = [SchedulePanel(), CommentPanel()]
    base_form_class = PageForm
    copy_form_class = PageCopyForm

    # Whoever writes such a page submits it, and somebody else lets it out for the first time.
    needs_two_to_launch = False

    # What blocks stand in; a page without any of them has no story.
    streams = ("story",)

    # Read together with the page when it is served.
    served_with = ("share_image", "alias_of__locale")

    class Meta:
        abstract = True

    @classmethod
    def served(cls):
        """The pages of this kind, each read with what serving it needs."""
        return cls.objects.select_related(*cls.served_with)

    def clean(self):
        super().clean()
        self._stand_aside_for_routes()

    def minimal_clean(self):
        super().minimal_clean()
        self._stand_aside_for_routes()

    def _stand_aside_for_routes(self):
        if address_is_taken(slug=self.slug, parent=self.get_parent()):
            raise ValidationError({"slug": ADDRESS_TAKEN})

    def save(self, *args, **kwargs):
        """As Wagtail's; a new page starts as a draft whatever it was copied from.

        Publishing is the only way out, and a page's copy was published by nobody yet.
        """
        if self._state.adding and not self.alias_of_id:
            self.live, self.has_unpublished_changes = False, True
        if not self.live and self.live_revision_id:
            self.live_revision = self.first_published_at = self.last_published_at = None
        return super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        """Publish a revision, or put it on the schedule; refused with a list of what it lacks.

        The editor's own view goes round this method (Wagtail 8), and round it alone: there the hook
        and, for product pages, save() stand guard.
        """
        guard.refuse_unfit(revision.as_object())
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        """As Wagtail's; what was said when it was submitted is kept with it."""
        revision = super().save_revision(*args, **kwargs)
        note = getattr(self, "note_for_approvers", "")
        if note:
            approval.keep_note(page=self, revision=revision, note=note)
        return revision

    def unpublish(self, *args, **kwargs):
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def delete(self, *args, **kwargs):
        guard.refuse_sold(self)
        guard.refuse_used_pages([self], user=kwargs.get("user"))
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def lacks(self):
        """What has to be mended before the page may be published, as sentences for its editor."""
        return [
            *guard.unlabelled_pictures(self),
            *guard.dead_products(self),
            *guard.dead_variants(self),
            *guard.lost_files(self),
        ]

    def get_view_restrictions(self):
        """As Wagtail's, unless the way here (content/routing.py) is known to be open to everyone."""
        if getattr(self, "is_open", False):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @cached_property
    def preview_modes(self):
        return previews.modes_of(self)

    @property
    def default_preview_mode(self):
        return previews.GUEST

    def is_previewable(self):
        """Always; Wagtail would make all modes to see whether there is one."""
        return True

    def serve_preview(self, request, mode_name):
        """As Wagtail's, but kept by nobody and found by no search engine."""
        response = super().serve_preview(request, mode_name)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **queries.head_of(self, request)}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if not getattr(self, "is_open", False):
            return response
        kept = seconds_unchanged(at_most=EDGE_SECONDS)
        patch_cache_control(response, public=True, max_age=0, s_maxage=kept)
        return response
