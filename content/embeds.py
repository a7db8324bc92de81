"""Videos that lie elsewhere: which sites are known, and how each is asked to play. Pure."""

import re
from dataclasses import dataclass

_YOUTUBE = re.compile(
    r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])",
    re.ASCII,
)
_VIMEO = re.compile(r"https://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/)?(\d{5,12})(?!\d)", re.ASCII)
_LONGEST = 500
PROVIDERS = ("YouTube", "Vimeo")


@dataclass(frozen=True, slots=True)
class Embed:
    """A video elsewhere: who shows it, the page to watch it on, and what a frame loads."""

    provider: str
    watch_url: str
    frame_url: str


def embed_of(address: str) -> Embed | None:
    """What is known of a video's address, or None where its site is not one of ours."""
    if len(address) > _LONGEST:
        return None
    if found := _YOUTUBE.match(address):
        number = found[1]
        return Embed(
            "YouTube",
            f"https://www.youtube.com/watch?v={number}",
            f"https://www.youtube-nocookie.com/embed/{number}?autoplay=1",
        )
    if found := _VIMEO.match(address):
        number = found[1]
        return Embed(
            "Vimeo",
            f"https://vimeo.com/{number}",
            f"https://player.vimeo.com/video/{number}?autoplay=1&dnt=1",
        )
    return None
