"""A draft's link keeps the day it was good until, however many days are set later."""

from django.db import migrations, models

WAS_GOOD = "UPDATE commerce_draft SET until = coalesce(sent_at, made_at) + interval '30 days'"


class Migration(migrations.Migration):
    dependencies = [("commerce", "0041_settings")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="until",
            field=models.DateTimeField(help_text="How long its link is good", null=True),
        ),
        migrations.RunSQL(WAS_GOOD, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="draft",
            name="until",
            field=models.DateTimeField(help_text="How long its link is good"),
        ),
    ]
