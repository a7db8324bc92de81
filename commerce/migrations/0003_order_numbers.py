"""Order numbers come from a sequence: two orders never wait for each other over a number."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("commerce", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE commerce_order_number START 10001;", "DROP SEQUENCE commerce_order_number;"
        ),
    ]
