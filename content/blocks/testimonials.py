"""What people say of the shop, written once and shown in any story."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from content.blocks.base import PREVIEW, TEXT
from content.blocks.choosers import SnippetPointerBlock


class TestimonialsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    testimonials = ListBlock(
        SnippetPointerBlock("content.Testimonial", label=_("Testimonial")),
        min_num=1,
        max_num=6,
        label=_("Testimonials"),
        help_text=_("One that is not published is left out until it is"),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        chosen = [testimonial for testimonial in value["testimonials"] if testimonial]
        return {**context, "testimonials": [testimonial for testimonial in chosen if testimonial.live]}

    def get_preview_value(self):
        model = self.child_blocks["testimonials"].child_block.target_model
        return self.normalize(
            {"title": "What people say", "testimonials": list(model.objects.filter(live=True)[:3])}
        )

    class Meta:
        icon = "openquote"
        label = _("Testimonials")
        group = TEXT
        template = "content/blocks/testimonials_block.html"
        preview_template = PREVIEW
        description = _("What people say of the shop, with their names")
