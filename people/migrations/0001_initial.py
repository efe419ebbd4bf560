import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.columns


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('reference', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', core.columns.MailboxColumn(max_length=254, unique=True, verbose_name='email address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='full name')),
                ('name_compared', core.columns.ComparableColumn(blank=True, default='', editable=False, of='name')),
                ('postcode', models.CharField(blank=True, max_length=8, verbose_name='postcode')),
                ('ward', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.ward', verbose_name='ward')),
                ('language', models.CharField(choices=[('en', 'English'), ('ur', 'اردو')], default='en', max_length=5, verbose_name='language')),
                ('telephone', models.CharField(blank=True, max_length=16, validators=[django.core.validators.RegexValidator('^(?!00|\\+44)\\+?[0-9]{7,15}$', 'Enter a telephone number, like 01582 000000.')], verbose_name='telephone number')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='first line of address')),
                ('access_needs', models.TextField(blank=True, max_length=1000, verbose_name='standing access needs')),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False, verbose_name='can use the admin')),
                ('is_demo', models.BooleanField(default=False, help_text='Invented for demonstration.')),
                ('signed_out', models.PositiveIntegerField(default=0, editable=False, help_text='How often all sessions were ended.')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('merged_into', models.ForeignKey(blank=True, editable=False, help_text='The record of the same person that is kept; nobody signs in to this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged into')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['email'],
                'permissions': [('correct_address', "Can correct the email address of somebody's account"), ('merge_user', 'Can merge two records of one person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_is_lower_case'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique_whatever_case'), models.CheckConstraint(condition=models.Q(('email__regex', '^[!-~]+$')), name='user_email_is_plain'), models.CheckConstraint(condition=models.Q(('telephone', ''), ('telephone__regex', '^(?!00|\\+44)\\+?[0-9]{7,15}$'), _connector='OR'), name='user_telephone_is_digits'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('is_active', False), ('is_staff', False)), _connector='OR'), name='user_merged_is_shut')],
            },
        ),
        migrations.CreateModel(
            name='ColleagueInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', core.columns.MailboxColumn(max_length=254, verbose_name='email address')),
                ('name', models.CharField(max_length=120, verbose_name='full name')),
                ('roles', models.JSONField(default=list, verbose_name='roles')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('accepted', 'Accepted'), ('withdrawn', 'Withdrawn')], default='invited', max_length=10, verbose_name='state')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='invited at')),
                ('expires_at', models.DateTimeField(verbose_name='the link works until')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted or withdrawn at')),
            ],
            options={
                'verbose_name': 'invitation of a colleague',
                'verbose_name_plural': 'invitations of colleagues',
                'ordering': ['-invited_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'accepted', 'withdrawn'])), name='colleague_invitation_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'invited')), models.Q(models.Q(('state', 'invited'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='colleague_invitation_answered_has_a_time'), models.UniqueConstraint(condition=models.Q(('state', 'invited')), fields=('email',), name='colleague_invited_once', violation_error_message='This colleague is invited already.')],
            },
        ),
    ]
