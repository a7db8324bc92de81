from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('commerce', '0044_amendments'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='orderevent',
            index=models.Index(condition=models.Q(('actor_kind', 'staff')), fields=['actor_id', 'order'], name='events_of_staff'),
        ),
    ]
