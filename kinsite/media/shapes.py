"""The shapes a picture takes in the shop, and the files each needs.

Templates ask for a shape, uploads prepare all of them, and lists prefetch those they show:
`Image.objects.prefetch_renditions(*SHAPES["square"])`.
"""

SHAPES = {
    # What is small on the page asks for no large file: a listing has dozens of them.
    "square-tiny": ("fill-400x400|format-webp",),
    "square-small": ("fill-400x400|format-webp", "fill-800x800|format-webp"),
    "square": ("fill-400x400|format-webp", "fill-800x800|format-webp", "fill-1200x1200|format-webp"),
    "wide": ("fill-600x400|format-webp", "fill-1200x800|format-webp", "fill-1920x1280|format-webp"),
    "whole": ("width-600|format-webp", "width-1200|format-webp", "width-1920|format-webp"),
}
LARGEST = SHAPES["whole"][-1]
EVERY_SPEC = tuple(dict.fromkeys(spec for specs in SHAPES.values() for spec in specs))
