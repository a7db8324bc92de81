"""The names of all pictures and the one way to draw each of them."""

from __future__ import annotations

from PIL import Image

from kinsite.demo.pictures import stage
from kinsite.demo.pictures.rooms_large import LARGE
from kinsite.demo.pictures.rooms_small import SMALL
from kinsite.demo.pictures.scenes import SCENES
from kinsite.demo.pictures.shapes import place
from kinsite.demo.pictures.subjects import SUBJECTS

ROOMS = {**LARGE, **SMALL}
VIEWS = ("front", "detail")


def draw(handle: str, colour_key: str, view: str = "front") -> Image.Image:
    """A product in one colour: by itself, or ("detail") where it is used."""
    if view == "detail":
        return ROOMS[handle](colour_key).finished()
    subject = SUBJECTS[handle]
    shot = subject.shot
    parts = place(subject.model(colour_key), turn=shot.turn)
    return stage.studio(shot, parts, subject.sweep, [subject.lit(turn=shot.turn)]).finished()


def draw_scene(name: str) -> Image.Image:
    return SCENES[name]().finished()


def product_picture(handle: str, colour_key: str, view: str = "front") -> str:
    """The name that a page or a product uses for a picture."""
    return f"{handle}/{colour_key}/{view}"


def scene_picture(name: str) -> str:
    return f"scene/{name}"


def draw_named(name: str) -> Image.Image:
    """The picture of a name made by `product_picture` or `scene_picture`."""
    kind, *rest = name.split("/")
    return draw_scene(rest[0]) if kind == "scene" else draw(kind, *rest)
