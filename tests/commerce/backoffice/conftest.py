import pytest
from django.test import Client

from commerce.backoffice import permissions
from kinsite.demo.people import lay_in_people
from tests.emails.fixtures import mailbox  # noqa: F401
from tests.factories.content import make_journal
from tests.factories.markets import make_market
from tests.factories.staff import make_colleague
from tests.factories.stock import make_location
from tests.security.things import House


@pytest.fixture(autouse=True)
def begun(db):
    """A market and a place to keep stock, as every shop has them."""
    make_location()
    return make_market()


@pytest.fixture
def sign_in():
    """A browser of a colleague with these rights."""

    def enter(*rights):
        client = Client()
        client.force_login(make_colleague(*rights))
        return client

    return enter


@pytest.fixture
def manager(sign_in):
    """Somebody who may do all in these screens."""
    return sign_in(*permissions.OFFERED_TO_GROUPS)


@pytest.fixture
def house(shop):
    """Something of everything that addresses of the desk are about, and the demo's people."""
    make_journal()
    house = House()
    lay_in_people()
    return house
