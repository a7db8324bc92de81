"""The blocks stories are made of."""

from wagtail.blocks import StreamBlock

from content.blocks.newsletter import NewsletterBlock
from content.blocks.pictures import BandBlock, GalleryBlock, PictureBlock
from content.blocks.shop import CollectionsBlock, FeaturedProductsBlock
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
    steps = StepsBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    band = BandBlock()
    specifications = SpecificationsBlock()
    questions = QuestionsBlock()
    featured_products = FeaturedProductsBlock()
    collections = CollectionsBlock()
    call_to_action = CallToActionBlock()
    newsletter = NewsletterBlock()

    class Meta:
        # Its form has ids, which are a page's only once.
        block_counts = {"newsletter": {"max_num": 1}}
        template = "content/blocks/body_block.html"
