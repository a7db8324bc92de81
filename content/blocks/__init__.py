"""The blocks stories are made of."""

from wagtail.blocks import StreamBlock

from content.blocks.compare import BeforeAfterBlock, ComparisonTableBlock
from content.blocks.downloads import DownloadsBlock
from content.blocks.newsletter import NewsletterBlock
from content.blocks.pictures import BandBlock, GalleryBlock, PictureBlock
from content.blocks.shop import (
    CollectionsBlock,
    FeaturedProductsBlock,
    ProductBlock,
    RecentlyViewedBlock,
    ShopTheLookBlock,
)
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
from content.blocks.video import VideoBlock


class BodyBlock(StreamBlock):
    """A story: any of the blocks, in any order."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    testimonials = TestimonialsBlock()
    steps = StepsBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    before_after = BeforeAfterBlock()
    video = VideoBlock()
    band = BandBlock()
    specifications = SpecificationsBlock()
    comparison_table = ComparisonTableBlock()
    downloads = DownloadsBlock()
    questions = QuestionsBlock()
    shop_the_look = ShopTheLookBlock()
    product = ProductBlock()
    featured_products = FeaturedProductsBlock()
    recently_viewed = RecentlyViewedBlock()
    collections = CollectionsBlock()
    call_to_action = CallToActionBlock()
    newsletter = NewsletterBlock()

    class Meta:
        # Its form has ids, which are a page's only once.
        block_counts = {"newsletter": {"max_num": 1}}
        template = "content/blocks/body_block.html"
