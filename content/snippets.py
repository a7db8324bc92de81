"""What marketing runs the site with: told once, shown on many pages, published like pages."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, PreviewableMixin, RevisionMixin, TranslatableMixin

from content import guard
from content.addresses import LINK_ADDRESS
from content.blocks.guides import GuideBodyBlock
from content.blocks.menus import ColumnsBlock, LinksBlock, shown_columns, shown_links
from kinsite.foundation import clock


class Snippet(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A snippet is published like a page, but has no address of its own."""

    preview_template = ""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def get_full_url(self):
        """Where a preview is made: on the home page of the snippet's language."""
        with override(self.locale.language_code):
            return f"{settings.SITE_URL}{reverse('wagtail_serve', args=[''])}"

    full_url = property(get_full_url)

    def get_preview_template(self, request, mode_name):
        return self.preview_template

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {**context, "page_title": str(self), "robots": "noindex", **self.shown()}

    def shown(self) -> dict:
        """What the template of the preview shows of it."""
        return {}


class Announcement(Snippet):
    """One sentence with a link. Of several whose time it is, the one that began last is shown."""

    text = models.CharField(_("text"), max_length=120, help_text=_("One sentence, up to 120 characters"))
    link_label = models.CharField(_("words on the link"), max_length=40, blank=True)
    link_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads to the page"),
    )
    link_address = models.CharField(
        _("or to the address"),
        max_length=500,
        blank=True,
        validators=[LINK_ADDRESS],
        help_text=_("Begins with / on this site, else with https://"),
    )
    starts_at = models.DateTimeField(_("from"), default=clock.now)
    ends_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Left empty, it stays until it is unpublished")
    )

    preview_template = "content/snippets/preview.html"

    class Meta(Snippet.Meta):
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="announcement_ends_after_it_starts",
                violation_error_message=_("It has to end after it starts."),
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        for name in ("starts_at", "ends_at"):
            self._refuse_far(name)
        if self.link_page_id and self.link_address:
            raise ValidationError({"link_address": _("Choose a page or an address, not both.")})
        leads_somewhere = bool(self.link_page_id or self.link_address)
        if leads_somewhere != bool(self.link_label):
            raise ValidationError({"link_label": _("A link needs its words, and a place it leads to.")})

    def _refuse_far(self, name):
        try:
            clock.refuse_far(getattr(self, name) or self.starts_at or clock.now())
        except ValidationError as problem:
            raise ValidationError({name: problem}) from None

    def link(self) -> dict | None:
        """The link as components take it; nothing where its page is missing or not public."""
        page = self.link_page
        url = self.link_address or (page.get_url() if page and page.live else "")
        return {"label": self.link_label, "url": url} if url and self.link_label else None

    def shown(self):
        return {"announcement": {"text": self.text, "link": self.link()}}


class Menu(Snippet):
    """One a language; while it is not published, the tree of pages gives the menu."""

    preview_template = "content/snippets/preview.html"

    class Meta(Snippet.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_%(class)s_a_language")]

    def __str__(self):
        return f"{self._meta.verbose_name} ({self.locale})"

    def clean(self):
        super().clean()
        # The form leaves the language out, and with it the constraint.
        if type(self).objects.filter(locale=self.locale).exclude(pk=self.pk).exists():
            raise ValidationError(_("This language has one already; edit that."))


class HeaderMenu(Menu):
    """The first level, beside the logo."""

    links = StreamField(LinksBlock(), verbose_name=_("links"))

    class Meta(Menu.Meta):
        verbose_name = _("header menu")
        verbose_name_plural = _("header menus")

    def shown(self):
        return {"navigation": shown_links(self.links)}


class FooterMenu(Menu):
    """Columns of links at the end of every page."""

    columns = StreamField(ColumnsBlock(), verbose_name=_("columns"))

    class Meta(Menu.Meta):
        verbose_name = _("footer menu")
        verbose_name_plural = _("footer menus")

    def shown(self):
        return {"footer_navigation": shown_columns(self.columns)}


class Testimonial(Snippet):
    """A quote with who said it; stories show it through their testimonials block."""

    quote = models.TextField(_("quote"), max_length=400, help_text=_("Without quotation marks"))
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("What they do and where, “translator, Leipzig”")
    )
    picture = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Shown small and round beside the name, so it needs no words of its own"),
    )

    preview_template = "content/snippets/testimonial_preview.html"

    class Meta(Snippet.Meta):
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["name", "pk"]

    def __str__(self):
        return f"{self.name}: {self.quote}"[:80]

    def delete(self, *args, **kwargs):
        guard.refuse_used(self)
        return super().delete(*args, **kwargs)

    def shown(self):
        return {"testimonials": [self]}


class Guide(Snippet):
    """Text and tables that product pages show. One that a page uses, or its draft, is not deleted."""

    title = models.CharField(_("title"), max_length=80)
    body = StreamField(GuideBodyBlock(), verbose_name=_("text"))

    preview_template = "content/snippets/guide_preview.html"

    class Meta(Snippet.Meta):
        abstract = True
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def delete(self, *args, **kwargs):
        guard.refuse_used(self)
        return super().delete(*args, **kwargs)

    def shown(self):
        return {"guides": [{"question": self.title, "answer": self.body}]}


class SizeGuide(Guide):
    """How to choose among sizes."""

    class Meta(Guide.Meta):
        verbose_name = _("size guide")
        verbose_name_plural = _("size guides")


class CareGuide(Guide):
    """How to care for a material."""

    class Meta(Guide.Meta):
        verbose_name = _("care guide")
        verbose_name_plural = _("care guides")


def without_lost_guides(content: dict) -> dict:
    """A product page's revision as it can be read today: guides that were deleted since are left out."""
    care = content.get("care_guides") or []
    named = [row["guide"] for row in care if row["guide"]]
    known = set(CareGuide.objects.filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    size = content.get("size_guide")
    is_known = bool(size) and SizeGuide.objects.filter(pk=size).exists()
    return {
        **content,
        "care_guides": [row for row in care if row["guide"] in known],
        "size_guide": size if is_known else None,
    }
