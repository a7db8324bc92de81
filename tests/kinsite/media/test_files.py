"""A picture has all its files before anyone looks at it, and again after whatever changes them."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from kinsite.media import tasks
from kinsite.media.files import lacking, make_missing
from kinsite.media.models import Image, Rendition
from kinsite.media.shapes import AVIF_SPECS, EVERY_SPEC, WEBP_SPECS
from tests.factories.customers import make_user

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def drawing(colour="#D2B388"):
    file = BytesIO()
    Pillow.new("RGB", (60, 40), colour).save(file, "PNG")
    return file.getvalue()


def keep(title="Desk"):
    return Image.objects.create(title=title, file=ImageFile(BytesIO(drawing()), "desk.png"))


def specs(image):
    return sorted(image.renditions.filter(filter_spec__in=EVERY_SPEC).values_list("filter_spec", flat=True))


@pytest.fixture
def editor():
    client = Client()
    client.force_login(make_user(is_superuser=True), backend=BACKEND)
    return client


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens inside is committed, and what waits for that begins."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_an_upload_brings_every_file_webp_first(editor, worker, committed):
    upload = SimpleUploadedFile("desk.png", drawing(), "image/png")
    with committed():
        editor.post(reverse("wagtailimages:add"), {"title": "Desk", "collection": "1", "file": upload})
    image = Image.objects.get()
    assert specs(image) == sorted(EVERY_SPEC)
    made = list(image.renditions.filter(filter_spec__in=EVERY_SPEC).order_by("pk"))
    assert [file.filter_spec for file in made] == [*WEBP_SPECS, *AVIF_SPECS]
    assert {file.file.name.rpartition(".")[2] for file in made} == {"webp", "avif"}


def test_avif_keeps_the_colours_and_leaves_cores_to_others(monkeypatch):
    image, told, save = keep(), [], Pillow.Image.save
    monkeypatch.setattr(
        Pillow.Image, "save", lambda *args, **given: (told.append(given), save(*args, **given))
    )
    make_missing(image, AVIF_SPECS[:1])
    assert [given.get("max_threads") for given in told] == [1]
    shown = Pillow.open(image.renditions.get(filter_spec=AVIF_SPECS[0]).file)
    colours = zip(shown.convert("RGB").getpixel((9, 9)), (0xD2, 0xB3, 0x88), strict=True)
    assert all(abs(one - other) < 6 for one, other in colours)


def test_what_is_made_is_made_once(worker, committed):
    with committed():
        image = keep()
    before = set(image.renditions.values_list("pk", "file"))
    tasks.make_files(image.pk)
    assert set(image.renditions.values_list("pk", "file")) == before


def test_another_focal_point_cuts_anew(worker, committed):
    with committed():
        image = keep()
    whole = set(image.renditions.filter(filter_spec__startswith="width").values_list("pk", flat=True))
    cut = set(image.renditions.filter(filter_spec__startswith="fill").values_list("pk", flat=True))
    image.focal_point_x, image.focal_point_y = 50, 10
    image.focal_point_width = image.focal_point_height = 4
    with committed():
        image.save()
    now = set(image.renditions.values_list("pk", flat=True))
    assert (whole <= now, cut & now) == (True, set())
    assert specs(image) == sorted(EVERY_SPEC)


@pytest.mark.django_db(transaction=True)
def test_a_replaced_picture_has_files_of_the_new_one(editor, worker):
    """Really committed: else the task would start before Wagtail has taken the old files away."""
    image = keep()
    before = set(image.renditions.values_list("pk", flat=True))
    upload = SimpleUploadedFile("black.png", drawing("#000000"), "image/png")
    fields = {"title": "Desk", "collection": "1", "file": upload}
    editor.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert specs(image) == sorted(EVERY_SPEC)
    assert not before & set(image.renditions.values_list("pk", flat=True))
    shown = Pillow.open(image.renditions.get(filter_spec=WEBP_SPECS[0]).file)
    assert max(shown.convert("RGB").getpixel((1, 1))) < 10


def test_the_sweeper_finds_what_no_task_was_told_of(no_broker, worker, committed):
    with committed():
        lost, half, whole = keep("lost"), keep("half"), keep("whole")
    make_missing(half, WEBP_SPECS)
    make_missing(whole, EVERY_SPEC)
    assert {image.title for image in lacking()} == {"lost", "half"}
    no_broker.back()
    assert tasks.sweep_pictures() == 2
    assert tasks.sweep_pictures() == 0
    assert specs(lost) == specs(half) == sorted(EVERY_SPEC)


def test_a_stale_cut_is_swept_too(no_broker):
    image = keep()
    make_missing(image, EVERY_SPEC)
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 5
    image.save()
    assert [found.pk for found in lacking()] == [image.pk]


def test_a_picture_whose_file_is_lost_stops_nothing(no_broker):
    image = keep()
    image.file.storage.delete(image.file.name)
    assert make_missing(image, EVERY_SPEC) == 0
    assert not Rendition.objects.exists()


def test_a_picture_that_is_gone_is_no_error():
    tasks.make_files(1_000_000)
    tasks.make_smaller_files(1_000_000)
