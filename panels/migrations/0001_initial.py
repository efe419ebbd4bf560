
import django.utils.timezone
from django.db import migrations, models

import panels.models.registration


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='GroupHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name of the group')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('filled', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='filled')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('state', models.CharField(choices=[('open', 'Held'), ('released', 'Given back early'), ('lapsed', 'Given back at its date')], default='open', editable=False, max_length=20)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'places held for a group',
                'verbose_name_plural': 'places held for groups',
                'ordering': ['until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupHoldMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of places held for a group',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, unique=True, verbose_name='title')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['-starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=panels.models.registration.new_reference, editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('state', models.CharField(choices=[('held', 'Place held until confirmed'), ('confirmed', 'Place confirmed'), ('waiting-held', 'Waiting list, not yet confirmed'), ('waiting', 'On the waiting list'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Not confirmed in time'), ('cancelled', 'Session cancelled')], max_length=20, verbose_name='state')),
                ('name', models.CharField(blank=True, help_text='Empty where they go by the name of their account.', max_length=120, verbose_name='name for this session')),
                ('access_needs', models.TextField(blank=True, max_length=1000, verbose_name='access needs')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='registered at')),
                ('queued_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('details_changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='name or needs changed at')),
                ('confirm_by', models.DateTimeField(blank=True, editable=False, null=True)),
                ('held_from', models.CharField(blank=True, editable=False, help_text='A keyed fingerprint of the network an unconfirmed hold was made from.', max_length=32)),
                ('held_by', models.CharField(blank=True, editable=False, help_text='What names the visitor who holds it, in their session and here alone.', max_length=32)),
                ('attendance', models.CharField(choices=[('unmarked', 'Not marked'), ('attended', 'Attended'), ('absent', 'Did not come')], default='unmarked', max_length=10, verbose_name='attendance')),
                ('is_walk_in', models.BooleanField(default=False, editable=False, verbose_name='walked in')),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RegistrationMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'registration history',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('online_link', models.URLField(blank=True, help_text='Only those who take part are told; never shown on the public page.', max_length=300, verbose_name='online link')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text="Rises when date, time or place change: the calendar's SEQUENCE.")),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address of its page')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('title_en', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('summary_en', models.CharField(max_length=300, null=True, verbose_name='summary')),
                ('summary_ur', models.CharField(max_length=300, null=True, verbose_name='summary')),
                ('expect', models.TextField(blank=True, verbose_name='what to expect')),
                ('expect_en', models.TextField(blank=True, null=True, verbose_name='what to expect')),
                ('expect_ur', models.TextField(blank=True, null=True, verbose_name='what to expect')),
                ('audience', models.CharField(blank=True, max_length=200, verbose_name='who it is for')),
                ('audience_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='who it is for')),
                ('audience_ur', models.CharField(blank=True, max_length=200, null=True, verbose_name='who it is for')),
                ('host', models.CharField(blank=True, max_length=120, verbose_name='hosted by')),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Leave empty for no limit.', null=True, verbose_name='places')),
                ('taken', models.PositiveIntegerField(default=0, editable=False, verbose_name='places taken')),
                ('registration_opens_at', models.DateTimeField(verbose_name='registration opens')),
                ('registration_closes_at', models.DateTimeField(verbose_name='registration closes')),
                ('notice_days', models.PositiveSmallIntegerField(default=28, help_text='Publishing later than this many days before the session takes a reason.', verbose_name='notice period in days')),
                ('late_reason', models.TextField(blank=True, editable=False, verbose_name='reason for short notice')),
                ('cancel_reason', models.TextField(blank=True, editable=False, verbose_name='reason for cancelling')),
                ('cancel_reason_en', models.TextField(blank=True, editable=False, null=True, verbose_name='reason for cancelling')),
                ('cancel_reason_ur', models.TextField(blank=True, editable=False, null=True, verbose_name='reason for cancelling')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('cancelled', 'Cancelled'), ('held', 'Held'), ('reported', 'Reported')], default='draft', editable=False, max_length=20)),
                ('walked_in', models.PositiveIntegerField(default=0, verbose_name='walked in without giving a name')),
                ('outcome', models.TextField(blank=True, help_text='Published once the session is reported: what was said and what changed.', verbose_name='what came of it')),
                ('outcome_en', models.TextField(blank=True, help_text='Published once the session is reported: what was said and what changed.', null=True, verbose_name='what came of it')),
                ('outcome_ur', models.TextField(blank=True, help_text='Published once the session is reported: what was said and what changed.', null=True, verbose_name='what came of it')),
                ('outcome_draft', models.TextField(blank=True, help_text='Only officers read it, until you publish the report.', max_length=10000, verbose_name='draft of what came of it')),
                ('outcome_draft_en', models.TextField(blank=True, help_text='Only officers read it, until you publish the report.', max_length=10000, null=True, verbose_name='draft of what came of it')),
                ('outcome_draft_ur', models.TextField(blank=True, help_text='Only officers read it, until you publish the report.', max_length=10000, null=True, verbose_name='draft of what came of it')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['starts_at', 'pk'],
                'permissions': [('publish_session', 'Can publish, hold and report sessions'), ('cancel_session', 'Can cancel sessions'), ('export_registrations', 'Can export registrations and sign-in sheets'), ('mark_attendance', 'Can mark attendance')],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SessionFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'feedback',
                'verbose_name_plural': 'feedback',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='SessionMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'session history',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('title_en', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('summary', models.TextField(blank=True, max_length=600, verbose_name='summary')),
                ('summary_en', models.TextField(blank=True, max_length=600, null=True, verbose_name='summary')),
                ('summary_ur', models.TextField(blank=True, max_length=600, null=True, verbose_name='summary')),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='AccessProvision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('title_en', models.CharField(max_length=80, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=80, null=True, verbose_name='title')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'access provision',
                'verbose_name_plural': 'access provisions',
                'ordering': ['order', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='access_provision_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.')],
            },
        ),
    ]
