"""What comes back from a page counts only if this shop signed it, for this purpose."""

import uuid

import pytest
from django.core import signing

from commerce.cart.signed import Source, read_removal, read_source, sign_removal, sign_source
from tests.factories.cart import make_cart
from tests.factories.catalogue import make_product


def test_a_source_comes_back_as_it_was_signed():
    block = str(uuid.uuid4())
    assert read_source(sign_source(page_id=7, revision_id=11, block=block)) == Source(7, 11, block)
    assert read_source(sign_source(page_id=7)) == Source(7, None, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "7.11.block",
        "7.11.block:forged",
        sign_source(page_id=7) + "x",
        "8" + sign_source(page_id=7)[1:],
        signing.Signer(salt="another").sign("7.11.block"),
        signing.dumps([7, 11, "block"]),
        ":" * 100_000,
        "\u0667.11.:x",
        "\U0001f4bb",
    ],
    ids=range(11),
)
def test_anything_else_is_no_source_at_all(text):
    assert read_source(text) == Source()
    assert not read_source(text)
    assert read_removal(text) is None


@pytest.mark.django_db
def test_a_removal_comes_back_whole_and_is_no_source():
    [line] = make_cart(make_product(), quantity=2).lines.all()
    text = sign_removal(line, title="Desk, with a long name" * 10)
    removal = read_removal(text)
    assert (removal.variant_id, removal.quantity, removal.price_seen) == (line.variant_id, 2, 12900)
    assert removal.source == Source(None, None, "")
    assert not read_source(text)
