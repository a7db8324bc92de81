"""Subscriptions to the newsletter, and a consent log that tells asked from confirmed."""

import django.db.models.deletion
import kinsite.foundation.clock
import kinsite.foundation.crypto
from django.db import migrations, models

import commerce.customers.models


class Migration(migrations.Migration):
    dependencies = [("commerce", "0006_wishes")]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", kinsite.foundation.crypto.EncryptedTextField()),
                (
                    "email_digest",
                    models.CharField(help_text="The address's blind token", max_length=64, unique=True),
                ),
                ("language", models.CharField(default="en", max_length=10)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Not confirmed"),
                            ("confirmed", "Confirmed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                (
                    "link_token",
                    models.CharField(
                        default=commerce.customers.models.new_link_token, max_length=40, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(default=kinsite.foundation.clock.now, editable=False)),
            ],
        ),
        # So far nothing but a tick at checkout was written down: somebody asked, and nobody confirmed.
        migrations.AddField(
            model_name="consent",
            name="step",
            field=models.CharField(
                choices=[("asked", "Asked for"), ("confirmed", "Confirmed"), ("withdrawn", "Withdrawn")],
                db_default="asked",
                max_length=12,
            ),
        ),
        # The column stays, with a default: shops that still run the code before this one write it.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="consent", name="is_given")],
            database_operations=[
                migrations.AlterField(
                    model_name="consent", name="is_given", field=models.BooleanField(db_default=True)
                )
            ],
        ),
        migrations.AddField(
            model_name="consent",
            name="wording",
            field=models.TextField(
                blank=True, db_default="", help_text="What was agreed to, as it was shown"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="subscription",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="commerce.subscription",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="commerce.customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("customer__isnull", False), ("subscription__isnull", False), _connector="OR"
                ),
                name="consent_is_somebodys",
            ),
        ),
    ]
