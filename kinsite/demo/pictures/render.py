"""Every picture of the demo as a file: drawn once, by as many processes as there are cores to spare.

A file's name carries a digest of the drawing code, so a changed drawing is drawn again and an unchanged
one never is. Files appear under their name only when complete, so an interrupted run just goes on.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from PIL import Image

from kinsite.demo import catalogue
from kinsite.demo.pictures.gallery import draw_named, product_picture, scene_picture
from kinsite.demo.pictures.scenes import SCENES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
QUALITY = 87
Progress = Callable[[int, int], None]


def pictures_of(product: catalogue.Product) -> list[tuple[str, str | None, str]]:
    """A product's pictures as its gallery shows them: name, the colour it belongs to, alternative text.

    One front a colour, then one in use that stands for all of them.
    """
    shown: list[tuple[str, str | None, str]] = [
        (product_picture(product.handle, colour), colour, product.picture_alt(colour))
        for colour in product.colours
    ]
    first = product.colours[0]
    name = product_picture(product.handle, first, "detail")
    return [*shown, (name, None, product.picture_alt(first, "detail"))]


def names() -> list[str]:
    """All pictures the demo shows, the slow ones first so that two workers end together."""
    wide = [scene_picture(scene) for scene in SCENES]
    of_products = [name for product in catalogue.PRODUCTS for name, _, _ in pictures_of(product)]
    return sorted([*wide, *of_products], key=lambda name: name.endswith("/front"))


@cache
def drawing_digest() -> str:
    """Changes with any line of the drawing code, with a swatch, and with Pillow."""
    digest = hashlib.sha256(Image.__version__.encode())
    for source in (*sorted(HERE.glob("*.py")), HERE.parent / "catalogue_options.py"):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def file_name(name: str) -> str:
    digest = hashlib.sha256(f"{drawing_digest()} {name}".encode()).hexdigest()[:12]
    return f"{name.replace('/', '-')}-{digest}.jpg"


def render_all(folder: Path, progress: Progress | None = None, *, workers: int = 2) -> dict[str, Path]:
    """Draw what is missing in a folder; where each picture lies, by name. Who comes second waits."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / file_name(name) for name in names()}
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = [name for name, file in files.items() if not file.exists()]
        done = len(files) - len(missing)
        if progress:
            progress(done, len(files))
        for _ in _drawn_elsewhere(missing, folder, workers):
            done += 1
            if progress:
                progress(done, len(files))
        absent = [name for name, file in files.items() if not file.exists()]
        if absent:
            raise RuntimeError(f"{len(absent)} pictures could not be drawn, among them {absent[0]}")
        _sweep(folder, keep=set(files.values()))
    return files


def _drawn_elsewhere(missing: list[str], folder: Path, workers: int) -> Iterable[str]:
    """Names as they get done. Workers share one pipe back and stop by themselves when nobody reads it."""
    if not missing:
        return
    inward, outward = os.pipe()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kinsite.demo.pictures.render", str(folder.resolve())]
    crew: list[subprocess.Popen] = []
    try:
        for number in range(min(workers, len(missing))):
            worker = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=outward, text=True
            )
            crew.append(worker)
            if worker.stdin:
                worker.stdin.write("\n".join(missing[number::workers]))
                worker.stdin.close()
        os.close(outward)
        outward = -1
        with os.fdopen(inward, encoding="utf-8") as lines:
            inward = -1
            for line in lines:
                yield line.strip()
    finally:
        for descriptor in (inward, outward):
            if descriptor >= 0:
                os.close(descriptor)
        for worker in crew:
            worker.terminate()
            worker.wait()


def _sweep(folder: Path, keep: set[Path]) -> None:
    """Remove earlier drawings of the same pictures, and pieces of interrupted ones."""
    stems = {file.stem.rpartition("-")[0] for file in keep}
    for file in folder.iterdir():
        stale = file.suffix == ".jpg" and file not in keep and file.stem.rpartition("-")[0] in stems
        if stale or file.suffix == ".part":
            file.unlink(missing_ok=True)


def write(name: str, folder: Path) -> Path:
    """Draw one picture into a folder, whole or not at all."""
    target = folder / file_name(name)
    piece = folder / f"{target.name}.{os.getpid()}.part"
    draw_named(name).save(piece, "JPEG", quality=QUALITY, optimize=True)
    piece.replace(target)
    return target


def work(folder: Path) -> None:
    """A worker: names come in, one line goes out for each that is done."""
    for name in sys.stdin.read().splitlines():
        write(name, folder)
        os.write(1, f"{name}\n".encode())


if __name__ == "__main__":
    try:
        work(Path(sys.argv[1]))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
