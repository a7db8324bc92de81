
import commerce.payments.models
import kinsite.foundation.clock
import kinsite.foundation.crypto
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0022_answer_dispute'),
    ]

    operations = [
        migrations.CreateModel(
            name='BuyerCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email_mark', commerce.payments.models.MarkField(blank=True, db_default='', default='', max_length=64, unique=True)),
                ('email', kinsite.foundation.crypto.EncryptedTextField()),
                ('language', models.CharField(max_length=10)),
                ('asked_at', models.DateTimeField(default=kinsite.foundation.clock.now)),
                ('confirmed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='payment',
            name='browser',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', help_text='The cart it was begun from', max_length=64),
        ),
        migrations.AddField(
            model_name='payment',
            name='email_mark',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='payment',
            name='network',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', help_text='Where it was last begun from', max_length=64),
        ),
        migrations.AddField(
            model_name='paymentattempt',
            name='browser',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='paymentattempt',
            name='card',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', help_text="The card's fingerprint", max_length=64),
        ),
        migrations.AddField(
            model_name='paymentattempt',
            name='email_mark',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='paymentattempt',
            name='network',
            field=commerce.payments.models.MarkField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddIndex(
            model_name='paymentattempt',
            index=models.Index(fields=['at'], name='attempts_by_time'),
        ),
    ]
