from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('commerce', '0047_archive'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='order',
            index=models.Index(condition=models.Q(('is_archived', True)), fields=['-placed_at', '-id'], name='orders_archived'),
        ),
        AddIndexConcurrently(
            model_name='order',
            index=models.Index(condition=models.Q(('payment_state', 'paid'), ('status', 'cancelled')), fields=['-placed_at', '-id'], name='orders_kept_paid'),
        ),
        AddIndexConcurrently(
            model_name='stockmovement',
            index=models.Index(condition=models.Q(('document', ''), _negated=True), fields=['document'], name='movements_of_a_document'),
        ),
        AddIndexConcurrently(
            model_name='stripeinbox',
            index=models.Index(fields=['object_id'], name='inbox_of_an_object'),
        ),
    ]
