
import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BackgroundJob',
            fields=[
                ('lease', models.UUIDField(blank=True, editable=False, null=True)),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('about', models.CharField(help_text='What it works on, such as draw:12.', max_length=100, verbose_name='about')),
                ('arguments', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='waiting', max_length=10, verbose_name='state')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='progress in percent')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='what it is doing')),
                ('result', models.JSONField(blank=True, default=dict)),
                ('last_error', models.TextField(blank=True, verbose_name='what went wrong')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('cancel_asked', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
            ],
            options={
                'verbose_name': 'background job',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PeriodicJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lease', models.UUIDField(blank=True, editable=False, null=True)),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('next_run_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_run_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.TextField(blank=True, help_text='What failed when it ran last: each row by itself, and why.')),
            ],
            options={
                'verbose_name': 'periodic job',
                'ordering': ['name'],
                'abstract': False,
            },
        ),
    ]
