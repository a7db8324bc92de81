"""The demo's films: short, silent, made of its own pictures, with captions in each language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kinsite.demo.papers import keep_document
from kinsite.demo.pictures.render import pictures_of

FOLDER = Path(__file__).parent / "films"


@dataclass(frozen=True)
class Film:
    title: str
    still: str  # what its first picture shows


FILMS = {
    ("minimal-oak-desk", "en"): Film("The desk in its three tones", "The desk in natural oak"),
    ("minimal-oak-desk", "de"): Film("Der Tisch in seinen drei Tönen", "Der Tisch in Eiche natur"),
}


def films_of(facts, images, *, language: str) -> list[dict]:
    """What the gallery of a product's page stores of its film; nothing where there is none."""
    film = FILMS.get((facts.handle, language))
    if film is None:
        return []
    first, *_others = pictures_of(facts)
    file, captions = (
        keep_document(f"{film.title} ({kind})", path, (FOLDER / path).read_bytes())
        for kind, path in (("film", f"{facts.handle}.webm"), ("captions", f"{facts.handle}-{language}.vtt"))
    )
    poster = {"image": images[first[0]].pk, "alt_text": film.still, "decorative": False}
    value = {"title": film.title, "poster": poster, "file": file.pk, "captions": captions.pk}
    return [{"type": "film", "value": value}]
