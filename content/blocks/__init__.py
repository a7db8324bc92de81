"""The blocks stories are made of."""

from wagtail.blocks import StreamBlock

from content.blocks.pictures import BandBlock, GalleryBlock, PictureBlock
from content.blocks.shop import CollectionsBlock, FeaturedProductsBlock
from content.blocks.testimonials import TestimonialsBlock
from content.blocks.text import (
    CallToActionBlock,
    HeadingBlock,
    ParagraphBlock,
    QuestionsBlock,
    QuoteBlock,
    SpecificationsBlock,
    StepsBlock,
)


class BodyBlock(StreamBlock):
    """A story: any of the blocks, in any order."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    testimonials = TestimonialsBlock()
    steps = StepsBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    band = BandBlock()
    specifications = SpecificationsBlock()
    questions = QuestionsBlock()
    featured_products = FeaturedProductsBlock()
    collections = CollectionsBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        template = "content/blocks/body_block.html"
