"""What every page has: texts for search and sharing, a guarded way to the public, an address of its own."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction

from content import guard, mirrors, queries
from content.addresses import ADDRESS_TAKEN, address_is_taken

# A page is the same for everyone: whatever stands between may keep it so long, a browser asks every time.
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

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug", help_text=_("The last part of the address. A change leaves a redirect behind.")
                ),
                FieldPanel(
                    "seo_title", help_text=_("Up to about 60 characters; without one the title is shown")
                ),
                FieldPanel(
                    "search_description",
                    help_text=_("One or two sentences, up to about 155 characters, shown by search engines"),
                ),
                FieldPanel("share_image"),
            ],
            heading=_("Search and sharing"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Navigation")),
    ]

    # Read together with the page when it is served.
    served_with = ("share_image", "alias_of__locale")

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        self._stand_aside_for_routes()

    def minimal_clean(self):
        super().minimal_clean()
        self._stand_aside_for_routes()

    def _stand_aside_for_routes(self):
        if address_is_taken(slug=self.slug, parent=self.get_parent()):
            raise ValidationError({"slug": ADDRESS_TAKEN})

    def publish(self, revision, *args, **kwargs):
        """Publish a revision, or put it on the schedule; refused with a list of what it lacks.

        The editor's own view goes round this method (Wagtail 8), and round it alone: there the hook
        and, for product pages, save() stand guard.
        """
        guard.refuse_unfit(revision.as_object())
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs):
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def delete(self, *args, **kwargs):
        guard.refuse_sold(self)
        with transaction.atomic():
            mirrors.drop_mirrors(page=self)
            return super().delete(*args, **kwargs)

    def lacks(self):
        """What has to be mended before the page may be published, as sentences for its editor."""
        return guard.unlabelled_pictures(self)

    def get_view_restrictions(self):
        """As Wagtail's, unless the way here (content/routing.py) is known to be open to everyone."""
        if getattr(self, "is_open", False):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **queries.head_of(self, request)}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, s_maxage=EDGE_SECONDS)
        return response
