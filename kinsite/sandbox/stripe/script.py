"""stripe.js as a page loads it: one classic script, made of the parts in static/stripe/."""

from pathlib import Path

from kinsite.sandbox.web import Request, Response
from kinsite.sandbox.world import World

FOLDER = Path(__file__).parent.parent / "static" / "stripe"
PARTS = ("rules", "framed", "payment", "express", "elements", "bank", "client")


def stripe_js(world: World, request: Request) -> Response:
    parts = "\n".join((FOLDER / f"{part}.js").read_text() for part in PARTS)
    script = f'(() => {{\n"use strict";\n{parts}}})();\n'
    return Response(script.encode(), 200, "text/javascript; charset=utf-8", {"Cache-Control": "no-cache"})


ROUTES = [("GET", r"/dahlia/stripe\.js", stripe_js)]
