"""Colleagues: made in the admin, named there, let in by the shop's own sign-in."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import ModelLogEntry

from kinsite.accounts.models import User

from .test_sign_in import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(person):
    User.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)
    return person


def test_the_admins_own_sign_in_leads_to_the_shops(client):
    answer = client.get("/admin/login/?next=/admin/pages/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/admin/pages/"
    answer = client.get("/admin/login/?next=//evil.example/")
    assert answer.headers["Location"] == "/accounts/login/?next=/admin/"
    assert client.get("/admin/password_reset/").status_code == 404


def test_a_stranger_is_led_to_sign_in_and_from_there_into_the_admin(client, owner):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD, "next": "/admin/"})
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/?next=/admin/users/").headers["Location"] == "/admin/users/"


def test_a_link_signs_no_colleague_out_of_the_admin(client, owner):
    sign_in(client)
    answer = client.get("/admin/logout/")
    assert answer.status_code == 405
    assert not answer.cookies
    assert client.get("/admin/").status_code == 200
    assert client.post("/admin/logout/").status_code == 302
    assert client.get("/admin/").status_code == 302


def test_a_customer_is_refused_and_not_led_in_circles(client, person):
    sign_in(client)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


def test_where_staff_need_a_second_factor_the_admin_stays_shut_without(client, settings, owner):
    sign_in(client)
    assert client.get("/admin/").status_code == 200
    settings.STAFF_MFA_REQUIRED = True
    answer = client.get("/admin/")
    assert answer.status_code == 302
    assert "/accounts/2fa/" in answer.headers["Location"]


def test_who_has_a_second_factor_is_asked_for_it_and_its_secret_is_sealed(client, settings, owner):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP

    settings.STAFF_MFA_REQUIRED = True
    TOTP.activate(owner, "JBSWY3DPEHPK3PXP")
    stored = Authenticator.objects.get(user=owner, type="totp").data["secret"]
    assert stored.startswith("k1:")
    assert "JBSWY3DPEHPK3PXP" not in stored
    answer = sign_in(client)
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/")

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_key_rotation_seals_second_factors_anew(settings, person):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP
    from django.core.management import call_command

    from tests.kinsite.foundation.test_encrypted_fields import NEW

    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    settings.FIELD_KEYS = {"k2": NEW, **settings.FIELD_KEYS}
    settings.FIELD_KEY_ACTIVE = "k2"
    call_command("rotate_field_keys", verbosity=0)
    settings.FIELD_KEYS = {"k2": NEW}
    authenticator = Authenticator.objects.get(user=person, type="totp")
    assert authenticator.data["secret"].startswith("k2:")
    assert authenticator.wrap().instance.pk == authenticator.pk


def test_a_colleague_is_made_found_and_logged_without_an_address(client, owner):
    sign_in(client)
    group = Group.objects.create(name="Clerks")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    answer = client.post(
        "/admin/users/new/",
        {
            "email": "Clerk.Two@Example.com",
            "first_name": "Cleo",
            "last_name": "Kerk",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "groups": [group.pk],
        },
    )
    assert answer.status_code == 302
    assert User.objects.get(first_name="Cleo").email == "clerk.two@example.com"
    for search in ("Kerk", "clerk.two@example.com"):
        assert "Cleo" in client.get("/admin/users/", {"q": search}).content.decode()
    labels = " ".join(ModelLogEntry.objects.values_list("label", flat=True))
    assert "User " in labels
    assert "example.com" not in labels.lower()


def test_the_same_address_in_another_case_is_refused_in_the_admin(client, owner):
    sign_in(client)
    form = {"email": "OWNER@example.com", "first_name": "A", "last_name": "B"}
    answer = client.post("/admin/users/new/", {**form, "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 200
    assert User.objects.count() == 1
