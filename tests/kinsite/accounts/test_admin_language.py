"""The admin's own screens are English, so nobody is offered, or keeps, half of another language."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from kinsite.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return User.objects.create_superuser("owner@example.com", "x")


def test_no_other_language_is_offered(client, owner):
    client.force_login(owner)
    page = client.get(reverse("wagtailadmin_account"))
    assert (page.status_code, "preferred_language" in page.text) == (200, False)


@pytest.mark.parametrize("chosen", ["de", "fr", ""])
def test_a_language_that_was_chosen_once_is_english_again(client, owner, chosen):
    UserProfile.objects.create(user=owner)
    UserProfile.objects.filter(user=owner).update(preferred_language=chosen)
    client.force_login(owner)
    text = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "de"}).text
    assert '<html lang="en"' in text
    assert "Benutzerkonto" not in text


def test_a_profile_of_which_only_a_part_is_read_stays_as_it_is(owner):
    UserProfile.objects.create(user=owner)
    assert UserProfile.objects.only("pk").get(user=owner).get_deferred_fields() >= {"preferred_language"}
