"""What is encrypted is unreadable in the database, unreadable elsewhere, and readable under its key."""

from base64 import urlsafe_b64encode
from io import StringIO

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.models import F
from django.test.utils import isolate_apps

from emails.models import Letter
from kinsite.foundation.crypto import (
    EncryptedJSONField,
    EncryptedLookup,
    EncryptedTextField,
    Unreadable,
    decrypt,
    encrypt,
)
from kinsite.foundation.management.commands.rotate_field_keys import Command

pytestmark = pytest.mark.django_db

OLD = urlsafe_b64encode(b"o" * 32).decode()
NEW = urlsafe_b64encode(b"n" * 32).decode()


def letter(number=1, **fields):
    values = {"recipient": "anna@example.com", "secrets": {"url": "https://x.example/s3cret"}, **fields}
    return Letter.objects.create(
        kind="test", about_kind="test", about_id=number, occurrence="once", locale="en", **values
    )


def stored(row, column="recipient"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM emails_letter WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def store(row, value, column="recipient"):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE emails_letter SET {column} = %s WHERE id = %s", [value, row.pk])


def keys(settings, active, **materials):
    settings.FIELD_KEYS, settings.FIELD_KEY_ACTIVE = materials, active


def test_the_database_sees_ciphertext_and_python_sees_the_value():
    row = letter()
    assert stored(row).startswith("k1:")
    assert "anna" not in stored(row)
    assert "s3cret" not in stored(row, "secrets")
    again = Letter.objects.get(pk=row.pk)
    assert again.recipient == "anna@example.com"
    assert again.secrets == {"url": "https://x.example/s3cret"}
    assert list(Letter.objects.values_list("recipient", flat=True)) == ["anna@example.com"]


def test_equal_values_are_not_equal_in_the_database():
    assert stored(letter(1)) != stored(letter(2))


def test_every_way_of_writing_encrypts():
    row = letter()
    Letter.objects.filter(pk=row.pk).update(recipient="updated@example.com")
    assert stored(row).startswith("k1:")
    row.refresh_from_db()
    assert row.recipient == "updated@example.com"
    row.recipient = "bulk@example.com"
    Letter.objects.bulk_update([row], ["recipient"])
    assert stored(row).startswith("k1:")
    row.refresh_from_db()
    assert row.recipient == "bulk@example.com"


def test_an_empty_value_stays_empty_and_nothing_stays_nothing():
    row = letter(recipient="", secrets={})
    assert (stored(row), stored(row, "secrets")) == ("", "")
    row.refresh_from_db()
    assert (row.recipient, row.secrets) == ("", {})


def test_a_ciphertext_moved_to_another_field_does_not_open():
    row = letter(subject="Hello")
    Letter.objects.filter(pk=row.pk).update(subject=F("recipient"))
    with pytest.raises(Unreadable):
        Letter.objects.get(pk=row.pk)


@pytest.mark.parametrize("value", ["plain text", "k1:", "k1:AAAA", "k1:%%%", "k9:AAAA", ":", "k1:Ã¼"])
def test_what_was_never_our_ciphertext_is_not_taken_for_a_value(value):
    row = letter()
    store(row, value)
    with pytest.raises(Unreadable):
        Letter.objects.get(pk=row.pk)


def test_one_changed_character_is_noticed():
    row = letter()
    before = stored(row)
    middle = len(before) // 2
    store(row, before[:middle] + ("A" if before[middle] != "A" else "B") + before[middle + 1 :])
    with pytest.raises(Unreadable):
        Letter.objects.get(pk=row.pk)


def test_another_key_of_the_same_name_does_not_open_and_the_error_tells_no_value(settings):
    row = letter()
    keys(settings, "k1", k1=NEW)
    with pytest.raises(Unreadable) as problem:
        Letter.objects.get(pk=row.pk)
    assert "emails.letter.recipient" in str(problem.value)
    assert stored(row) not in str(problem.value)
    assert problem.value.__cause__ is None


@pytest.mark.parametrize("lookup", ["recipient", "recipient__icontains", "recipient__in", "secrets__url"])
def test_a_lookup_the_database_can_not_answer_is_an_error_not_an_empty_list(lookup):
    with pytest.raises(EncryptedLookup):
        list(Letter.objects.filter(**{lookup: ["x"] if lookup.endswith("__in") else "x"}))
    assert issubclass(EncryptedLookup, FieldError)


def test_whether_there_is_a_value_may_be_asked():
    letter()
    assert Letter.objects.filter(recipient__isnull=False).count() == 1


def test_only_a_dict_goes_into_a_json_field():
    with pytest.raises(TypeError):
        letter(secrets=["a", "list"])


@isolate_apps("kinsite.foundation")  # else the model would wait for a migration in later tests
def test_an_encrypted_field_is_never_unique_or_indexed():
    class Wrong(models.Model):
        name = EncryptedTextField(unique=True)
        bag = EncryptedJSONField(db_index=True)

        class Meta:
            app_label = "foundation"
            managed = False

    assert [problem.id for problem in Wrong.check() if problem.id == "foundation.E001"] == [
        "foundation.E001"
    ] * 2


def rotate(**options):
    out = StringIO()
    call_command("rotate_field_keys", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_after_rotation_the_old_key_may_go(settings):
    keys(settings, "k1", k1=OLD)
    rows = [letter(number) for number in range(3)]
    keys(settings, "k2", k2=NEW, k1=OLD)
    rows.append(letter(9))
    assert all(row.recipient == "anna@example.com" for row in Letter.objects.all()), "both keys read"
    assert stored(rows[-1]).startswith("k2:")

    assert "6 values left" in rotate(check=True)
    assert "6 values rotated" in rotate()
    assert "0 values rotated" in rotate(), "a second run finds nothing"

    keys(settings, "k2", k2=NEW)
    assert [row.recipient for row in Letter.objects.all()] == ["anna@example.com"] * 4
    assert Letter.objects.first().secrets == {"url": "https://x.example/s3cret"}


def test_rotation_goes_through_more_rows_than_a_batch(settings, monkeypatch):
    monkeypatch.setattr("kinsite.foundation.management.commands.rotate_field_keys.BATCH", 2)
    keys(settings, "k1", k1=OLD)
    for number in range(5):
        letter(number, secrets={})
    keys(settings, "k2", k2=NEW, k1=OLD)
    assert "5 values rotated" in rotate()


def test_rotation_does_not_overwrite_what_the_shop_wrote_meanwhile(settings):
    keys(settings, "k1", k1=OLD)
    row = letter()
    as_read = stored(row)
    keys(settings, "k2", k2=NEW, k1=OLD)
    Letter.objects.filter(pk=row.pk).update(recipient="newer@example.com")
    assert Command()._seal(Letter, Letter._meta.get_field("recipient"), row.pk, as_read) == 0
    row.refresh_from_db()
    assert row.recipient == "newer@example.com"


def test_rotation_names_what_no_key_opens_and_rotates_the_rest(settings):
    keys(settings, "k1", k1=OLD)
    good, lost = letter(1, secrets={}), letter(2, secrets={})
    store(lost, "k0:AAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    keys(settings, "k2", k2=NEW, k1=OLD)
    with pytest.raises(CommandError, match="1 values"):
        rotate()
    assert stored(good).startswith("k2:")
    assert stored(lost).startswith("k0:")


def test_a_sealed_text_opens_only_where_it_belongs():
    sealed = encrypt("secret", bound_to="here")
    assert decrypt(sealed, bound_to="here") == "secret"
    with pytest.raises(Unreadable):
        decrypt(sealed, bound_to="there")
