"""The demo draws its pictures itself: all of them, each its own, once."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from kinsite.demo.catalogue import PRODUCTS
from kinsite.demo.pictures import gallery, render
from kinsite.demo.pictures.subjects import SUBJECTS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def files():
    """Drawn once for all tests, and again only when the drawing has changed."""
    return render.render_all(ROOT / ".data" / "test-pictures")


def difference(one, other):
    """How far two pictures of one product lie apart, at the most different place."""
    return max(high for _, high in ImageChops.difference(one, other).getextrema())


def test_every_product_is_drawn_and_nothing_else():
    assert set(SUBJECTS) == set(gallery.ROOMS) == {product.handle for product in PRODUCTS}


def test_names_are_unique_and_each_picture_has_words():
    names = render.names()
    assert len(set(names)) == len(names)
    for product in PRODUCTS:
        shown = render.pictures_of(product)
        assert len(shown) == len(product.colours) + 1
        assert all(name in names for name, _, _ in shown)
        words = [alt for _, _, alt in shown]
        assert len(set(words)) == len(words)
        assert all(20 <= len(alt) <= 200 for alt in words)


@pytest.mark.slow
def test_every_product_colour_is_square_large_and_its_own(files):
    for product in PRODUCTS:
        fronts = []
        for colour in product.colours:
            picture = Image.open(files[gallery.product_picture(product.handle, colour)])
            assert picture.size == (1200, 1200)
            small = picture.convert("RGB").resize((100, 100))
            assert all(difference(small, other) > 25 for other in fronts), (product.handle, colour)
            fronts.append(small)


@pytest.mark.slow
def test_no_two_products_look_alike(files):
    seen = [
        Image.open(files[gallery.product_picture(product.handle, product.colours[0])]).resize((60, 60))
        for product in PRODUCTS
    ]
    for number, one in enumerate(seen):
        assert all(difference(one, other) > 60 for other in seen[:number])


@pytest.mark.slow
def test_a_picture_shows_a_thing_in_its_middle_on_a_calm_ground(files):
    for product in PRODUCTS:
        picture = Image.open(files[gallery.product_picture(product.handle, product.colours[0])]).convert("L")
        middle = ImageStat.Stat(picture.crop((200, 200, 1000, 1000))).stddev[0]
        corner = ImageStat.Stat(picture.crop((0, 0, 120, 120))).stddev[0]
        assert middle > 6 > corner, product.handle


@pytest.mark.slow
def test_scenes_are_wide_and_pictures_light_enough_to_keep(files):
    for name, file in files.items():
        if name.startswith("scene/"):
            width, height = Image.open(file).size
            assert width >= 1600
            assert width / height >= 1.6
        assert file.stat().st_size < 400_000


def test_drawing_again_gives_the_same_picture():
    one = gallery.draw("linen-notebook", "ink")
    assert ImageChops.difference(one, gallery.draw("linen-notebook", "ink")).getbbox() is None


def test_what_is_there_is_not_drawn_again(files, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **kwargs: pytest.fail("a worker was started"))
    told = []
    again = render.render_all(ROOT / ".data" / "test-pictures", lambda done, of: told.append((done, of)))
    assert again == files
    assert told == [(len(files), len(files))]


@pytest.fixture
def two_pictures(monkeypatch):
    names = ["linen-notebook/oat/front", "linen-notebook/sage/front"]
    monkeypatch.setattr(render, "names", lambda: names)
    return names


def test_an_interrupted_run_goes_on_and_clears_up(two_pictures, tmp_path):
    render.write(two_pictures[0], tmp_path)
    (tmp_path / "linen-notebook-sage-front-000000000000.jpg").write_bytes(b"an earlier drawing")
    (tmp_path / "half.jpg.1.part").write_bytes(b"half")
    (tmp_path / "holiday.jpg").write_bytes(b"not ours")
    first = (tmp_path / render.file_name(two_pictures[0])).stat().st_mtime_ns
    told = []
    files = render.render_all(tmp_path, lambda done, of: told.append(done))
    assert told == [1, 2]
    assert files[two_pictures[0]].stat().st_mtime_ns == first
    assert {file.name for file in tmp_path.iterdir()} == {
        ".lock",
        "holiday.jpg",
        *(render.file_name(name) for name in two_pictures),
    }


def test_two_runs_at_once_draw_each_picture_once(two_pictures, tmp_path):
    told = []
    runs = [
        threading.Thread(target=render.render_all, args=(tmp_path, lambda done, of: told.append(done)))
        for _ in range(2)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join(timeout=60)
    assert told == [0, 1, 2, 2]


def test_a_picture_that_cannot_be_drawn_is_reported(monkeypatch, tmp_path):
    monkeypatch.setattr(render, "names", lambda: ["scene/nowhere"])
    with pytest.raises(RuntimeError, match="scene/nowhere"):
        render.render_all(tmp_path)


def test_a_changed_drawing_gets_another_name(monkeypatch):
    before = render.file_name("scene/home")
    monkeypatch.setattr(render, "drawing_digest", lambda: "another")
    assert render.file_name("scene/home") != before


def test_a_worker_stops_when_nobody_listens(tmp_path):
    command = [sys.executable, "-m", "kinsite.demo.pictures.render", str(tmp_path)]
    inward, outward = os.pipe()
    worker = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=outward, stderr=subprocess.DEVNULL
    )
    os.close(outward)
    os.close(inward)
    worker.stdin.write(b"\n".join([b"linen-notebook/ink/front"] * 50))
    worker.stdin.close()
    assert worker.wait(timeout=60) == 1
    assert not list(tmp_path.glob("*.part"))


def test_drawing_needs_no_django():
    code = "import sys, kinsite.demo.pictures.render; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
