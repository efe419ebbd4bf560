import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Due',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lease', models.UUIDField(blank=True, editable=False, null=True)),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('about', models.CharField(db_index=True, help_text='What it is about, such as registration:12.', max_length=100)),
                ('due_at', models.DateTimeField()),
                ('next_attempt_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('dropped', 'Not needed any more'), ('cancelled', 'Cancelled'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_error', models.TextField(blank=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'scheduled message',
                'ordering': ['due_at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_attempt_at'], name='due_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease', None), ('leased_until', None)), models.Q(('lease__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='messaging_due_lease_ends'), models.UniqueConstraint(fields=('kind', 'about'), name='due_once_a_kind_and_about')],
            },
        ),
        migrations.CreateModel(
            name='OptOut',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recipient', models.UUIDField()),
                ('kind', models.CharField(max_length=60)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recipient', 'kind'), name='opt_out_once_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lease', models.UUIDField(blank=True, editable=False, null=True)),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('about', models.CharField(blank=True, db_default='', db_index=True, help_text='What it is about: session:12.', max_length=100)),
                ('recipient', models.UUIDField(db_index=True, null=True)),
                ('to_address', models.EmailField(max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('ur', 'اردو')], default='en', max_length=5)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(blank=True, default=dict)),
                ('attachments', models.JSONField(blank=True, default=list, help_text='[{name, type}] with its content, or what makes it.')),
                ('ephemeral', models.BooleanField(default=False, help_text='Carries a code: its words are wiped once it is sent.')),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('letter', 'To be posted as a letter'), ('dropped', 'Not sent: it was over')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('give_up_at', models.DateTimeField(help_text='When it is not worth sending any more.')),
                ('worth_until', models.DateTimeField(blank=True, help_text="From then on it says what is over, and isn't sent.", null=True)),
                ('last_error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'message',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('requeue_outboxmessage', 'Can send a failed message again'), ('read_every_message', 'Can read messages whatever they are about')],
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'sending'])), fields=['next_attempt_at'], name='outbox_due'), models.Index(condition=models.Q(('state__in', ['queued', 'sending'])), fields=['about', 'to_address'], name='outbox_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease', None), ('leased_until', None)), models.Q(('lease__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='messaging_outboxmessage_lease_ends'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sending', 'sent', 'failed', 'letter', 'dropped'])), name='outbox_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), _negated=True), ('lease__isnull', False), _connector='OR'), name='outbox_sending_has_lease')],
            },
        ),
    ]
