"""Encrypt anew, with the active key, what an older key had sealed.

Put the new key first in FIELD_KEYS and keep the old one, restart, run this, and drop the old key
once nothing is left. Rows are taken in small batches and only as long as they still hold what was
read, so the shop may run meanwhile.
"""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from kinsite.foundation.crypto import SEALED_ELSEWHERE, EncryptedTextField, Unreadable, decrypt, encrypt

BATCH = 500


class Command(BaseCommand):
    help = "Encrypt with the active key what older keys had sealed; safe while the shop runs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only count what older keys still seal")

    def handle(self, *, check, **options):
        total, self.unreadable = 0, 0
        for model, field in encrypted_fields():
            count = sealed_by_older_keys(model, field).count() if check else self._rotate(model, field)
            total += self._told(field.bound_to, count)
        for name, rotate in SEALED_ELSEWHERE.items():
            total += self._told(name, rotate(check=check))
        verb = "left to rotate" if check else "rotated"
        self.stdout.write(f"{total} values {verb}; the active key is {settings.FIELD_KEY_ACTIVE}.")
        if self.unreadable:
            raise CommandError(f"{self.unreadable} values open with no key in FIELD_KEYS.")

    def _told(self, name, count):
        if count:
            self.stdout.write(f"{name}: {count}")
        return count

    def _rotate(self, model, field):
        count, last = 0, None
        while True:
            rows = sealed_by_older_keys(model, field).order_by("pk")
            batch = list((rows.filter(pk__gt=last) if last is not None else rows)[:BATCH])
            if not batch:
                return count
            count += sum(self._seal(model, field, pk, stored) for pk, stored in batch)
            last = batch[-1][0]

    def _seal(self, model, field, pk, stored):
        try:
            clear = decrypt(stored, bound_to=field.bound_to)
        except Unreadable:
            self.unreadable += 1
            self.stderr.write(f"{field.bound_to} of row {pk} is unreadable; left as it is.")
            return 0
        fresh = encrypt(clear, bound_to=field.bound_to)
        unchanged = stored_values(model, field).filter(pk=pk, stored=stored)
        return unchanged.update(**{field.name: Value(fresh, output_field=TextField())})


def encrypted_fields():
    """Each encrypted field with the model whose table holds it."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, EncryptedTextField):
                    yield model, field


def stored_values(model, field):
    """The rows, with `stored` as the database sees it."""
    return model._base_manager.annotate(stored=Cast(F(field.name), TextField()))


def sealed_by_older_keys(model, field):
    """Ids and ciphertexts of the rows that another key than the active one opens."""
    rows = stored_values(model, field).exclude(stored="").exclude(stored__isnull=True)
    return rows.exclude(stored__startswith=f"{settings.FIELD_KEY_ACTIVE}:").values_list("pk", "stored")
