"""Many products are changed at once while a colleague changes one of their variants."""

import threading

import pytest
from django.db import connection, transaction

from commerce.catalogue.models import Variant
from commerce.catalogue.operations import measure_variants
from commerce.catalogue.operations.together import edit_products
from commerce.catalogue.together import Edit, What
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.locks import until_somebody_waits_for_a_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def test_one_weight_for_many_waits_for_a_variant_before_it_takes_its_product():
    variant, problems = make_product(), []

    def weigh():
        try:
            edit_products(edit=Edit(What.GRAMS, 700), product_ids=[variant.product_id], by=SYSTEM)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    other = threading.Thread(target=weigh)
    with transaction.atomic():
        Variant.objects.select_for_update(no_key=True).get(pk=variant.pk)
        other.start()
        until_somebody_waits_for_a_lock()
        measures = {"grams": 500, "width_mm": 10, "depth_mm": 10, "height_mm": 10}
        measure_variants(measures={variant.pk: measures}, by=SYSTEM)
    other.join(20)

    assert problems == []
    variant.refresh_from_db()
    assert (variant.grams, variant.width_mm) == (700, 10)
