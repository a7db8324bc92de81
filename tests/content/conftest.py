"""People who edit."""

import pytest
from django.test import Client

from tests.factories.customers import make_user

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def owner(db):
    """The browser of someone who may do everything in the admin; `owner.user` is who."""
    client = Client()
    client.user = make_user(is_superuser=True)
    client.force_login(client.user, backend=BACKEND)
    return client


@pytest.fixture(autouse=True)
def forgotten_navigation():
    """Links that another test left in the cache lead to pages that are not there."""
    from content.navigation import forget_navigation

    forget_navigation()
