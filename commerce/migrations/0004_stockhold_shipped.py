"""How many of an order's allocated units have left, so that none leaves twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commerce", "0003_order_numbers")]

    operations = [
        migrations.AddField(
            model_name="stockhold",
            name="shipped",
            field=models.PositiveIntegerField(default=0, help_text="Of the allocated units, those that left"),
        ),
        migrations.AddConstraint(
            model_name="stockhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("shipped__lte", models.F("quantity"))), name="ships_what_was_allocated"
            ),
        ),
    ]
