from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0046_difference_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='order',
            name='is_archived',
            field=models.BooleanField(db_default=False, default=False, help_text='A colleague is done with it'),
        ),
        migrations.AlterField(
            model_name='bulkjob',
            name='action',
            field=models.CharField(choices=[('pack', 'Mark as packed'), ('ship', 'Mark as shipped'), ('tag', 'Add a tag'), ('untag', 'Remove a tag'), ('hold', 'Put on hold'), ('let_go', 'Let go'), ('archive', 'Archive'), ('unarchive', 'Take out of the archive')], max_length=10),
        ),
        migrations.AlterField(
            model_name='orderevent',
            name='kind',
            field=models.CharField(choices=[('status', 'Status'), ('payment', 'Payment'), ('refund', 'Refund'), ('dispute', 'Dispute'), ('stock', 'Stock'), ('shipment', 'Shipment'), ('letter', 'Letter'), ('note', 'Note'), ('message', 'Message to the customer'), ('answer', 'Message from the customer'), ('address', 'Address'), ('amendment', 'Change'), ('tag', 'Tag'), ('hold', 'Hold'), ('archive', 'Archive'), ('alert', 'Alert')], max_length=10),
        ),
    ]
