"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, StructBlock, TextBlock

from content.blocks.base import FACTS, PREVIEW, SHOP, TEXT, OptionalLinkBlock, shown_link

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(StructBlock):
    text = CharBlock(max_length=120, label=_("Heading"))
    size = ChoiceBlock(
        choices=[("section", _("Section")), ("part", _("Part of a section"))],
        default="section",
        label=_("Size"),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        template = "content/blocks/heading_block.html"
        preview_template = PREVIEW
        preview_value = {"text": "A quieter place to think", "size": "section"}
        description = _("Opens a section of the story, or a part of one")


class ParagraphBlock(RichTextBlock):
    """Running text; the features keep what is pasted clean."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        template = "content/blocks/paragraph_block.html"
        preview_template = PREVIEW
        preview_value = "<p>Solid oak, oiled by hand, with room for what matters and nothing else.</p>"
        description = _("Running text with links and lists")


class QuoteBlock(StructBlock):
    text = TextBlock(max_length=400, rows=3, label=_("Quote"))
    source = CharBlock(max_length=80, required=False, label=_("Who says so"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = TEXT
        template = "content/blocks/quote_block.html"
        preview_template = PREVIEW
        preview_value = {
            "text": "The desk left the room quieter than it was.",
            "source": "A customer in Oslo",
        }
        description = _("A sentence that stands out, with who said it")


class StepBlock(StructBlock):
    title = CharBlock(max_length=80, label=_("Title"))
    text = TextBlock(required=False, rows=2, label=_("Text"))

    class Meta:
        icon = "list-ol"


class StepsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    steps = ListBlock(StepBlock(label=_("Step")), min_num=2, max_num=12, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = TEXT
        template = "content/blocks/steps_block.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Assembly",
            "steps": [
                {"title": "Unpack", "text": "Lay the top on its felt side."},
                {"title": "Attach the legs", "text": "Four bolts each, by hand."},
            ],
        }
        description = _("What is done one after the other")


class QuestionBlock(StructBlock):
    question = CharBlock(max_length=160, label=_("Question"))
    answer = RichTextBlock(features=FEATURES, label=_("Answer"))

    class Meta:
        icon = "help"


class QuestionsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    questions = ListBlock(QuestionBlock(label=_("Question")), min_num=1, max_num=30, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = FACTS
        template = "content/blocks/questions_block.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Questions",
            "questions": [{"question": "How is it delivered?", "answer": "<p>Flat, in one parcel.</p>"}],
        }
        description = _("Questions that open on their answers")


class SpecificationBlock(StructBlock):
    label = CharBlock(max_length=60, label=_("What"))
    value = CharBlock(max_length=200, label=_("Value"))

    class Meta:
        icon = "table"


class SpecificationsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    rows = ListBlock(SpecificationBlock(label=_("Row")), min_num=1, max_num=40, label=_("Rows"))

    class Meta:
        icon = "table"
        label = _("Specifications")
        group = FACTS
        template = "content/blocks/specifications_block.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Details",
            "rows": [{"label": "Finish", "value": "Hard wax oil"}, {"label": "Warranty", "value": "5 years"}],
        }
        description = _("Facts beyond those the product brings itself")


class CallToActionBlock(StructBlock):
    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(required=False, rows=2, label=_("Text"))
    link = OptionalLinkBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "link": shown_link(value, context)}

    class Meta:
        icon = "circle-plus"
        label = _("Call to action")
        group = SHOP
        template = "content/blocks/call_to_action_block.html"
        preview_template = PREVIEW
        preview_value = {"title": "Start with the desk", "text": "Everything else finds its place."}
        description = _("An invitation with one link")
