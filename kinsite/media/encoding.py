"""How AVIF is written: nearly as small as at its best, in a quarter of the time and on one core."""

from wagtail.images.image_operations import FilterOperation
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage

SPEED = 8


class QuickImage(PillowImage):
    """A picture that is written quickly. Willow itself tells the encoder nothing, and it takes every core."""

    def save_as_avif(self, f, quality=61, lossless=False, apply_optimizers=False):
        picture = self.transform_colorspace_to_srgb() if self.image.mode == "CMYK" else self
        exactness = {"quality": 100, "subsampling": "4:4:4"} if lossless else {"quality": quality}
        profile = picture.get_icc_profile()
        colours = {"icc_profile": profile} if profile else {}
        picture.image.save(f, "AVIF", speed=SPEED, max_threads=1, **exactness, **colours)
        return AvifImageFile(f)


class QuickOperation(FilterOperation):
    """The word "quick" in a spec."""

    def construct(self):
        pass

    def run(self, willow, image, env):
        return QuickImage(willow.image)
