"""Tests begin with what the migrations made, whatever the test before them committed."""

import os
import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page, Site


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_committing_test_starts_with_wagtails_own_rows(turn):
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.exists()
    assert Locale.objects.exists()
    assert not ContentType.objects.filter(app_label="left_over").exists()
    ContentType.objects.create(app_label="left_over", model="row")
    Site.objects.all().delete()


@pytest.mark.django_db
def test_a_test_that_rolls_back_finds_nothing_of_a_committing_one():
    assert Site.objects.exists()
    assert not ContentType.objects.filter(app_label="left_over").exists()


@pytest.mark.django_db(transaction=True)
def test_a_connection_left_open_in_a_thread_does_not_stop_the_renewal():
    done = threading.Event()

    def linger():
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        done.wait()

    thread = threading.Thread(target=linger, daemon=True)
    thread.start()
    Site.objects.all().delete()


def test_the_cache_and_the_queue_of_a_worker_are_its_own():
    assert os.environ["REDIS_URL"] != os.environ["BROKER_URL"]
