"""The shapes a picture takes in the shop, and the files each needs.

Templates ask for a shape, uploads prepare all of them, and lists read those they show ahead:
`Image.objects.prefetch_renditions(*files_of("square"))`. WebP every browser can show; AVIF is smaller, and
shown where it has been made.
"""

from PIL import features

SHAPES = {
    # What is small on the page asks for no large file: a listing has dozens of them.
    "square-tiny": ("fill-400x400|format-webp",),
    "square-small": ("fill-400x400|format-webp", "fill-800x800|format-webp"),
    "square": ("fill-400x400|format-webp", "fill-800x800|format-webp", "fill-1200x1200|format-webp"),
    "wide": (
        "fill-600x400|format-webp",
        "fill-900x600|format-webp",
        "fill-1200x800|format-webp",
        "fill-1920x1280|format-webp",
    ),
    "whole": ("width-600|format-webp", "width-1200|format-webp", "width-1920|format-webp"),
}
LARGEST = SHAPES["whole"][-1]


def smaller(spec: str) -> str:
    """The spec of the same picture in AVIF."""
    return spec.replace("format-webp", "format-avif|quick")


WEBP_SPECS = tuple(dict.fromkeys(spec for specs in SHAPES.values() for spec in specs))
# A Pillow that somebody built may lack the encoder.
AVIF_SPECS = tuple(map(smaller, WEBP_SPECS)) if features.check("avif") else ()
EVERY_SPEC = WEBP_SPECS + AVIF_SPECS


def files_of(shape: str) -> tuple[str, ...]:
    """The specs of all files that a picture of this shape may be shown by."""
    return (*SHAPES[shape], *map(smaller, SHAPES[shape]))
