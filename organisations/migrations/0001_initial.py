
import uuid

import django.core.validators
import django.utils.timezone
from django.db import migrations, models

import core.columns
import core.files
import organisations.validators


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=80, upload_to=core.files.random_name, verbose_name='file')),
                ('kind', models.CharField(editable=False, max_length=5, verbose_name='kind of file')),
                ('size', models.PositiveBigIntegerField(editable=False, verbose_name='size in bytes')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('scan', models.CharField(choices=[('waiting', 'Not scanned'), ('clean', 'Found clean'), ('refused', 'Refused')], default='waiting', editable=False, max_length=20, verbose_name='scan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='sent at')),
                ('what', models.CharField(choices=[('governing', 'Governing document'), ('accounts', 'Accounts'), ('safeguarding', 'Safeguarding policy'), ('insurance', 'Insurance')], max_length=20, verbose_name='document')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='good until')),
                ('is_current', models.BooleanField(default=True, editable=False, verbose_name='current')),
            ],
            options={
                'verbose_name': 'document of a group',
                'verbose_name_plural': 'documents of groups',
                'ordering': ['organisation', 'what', '-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('number', 'Number in doubt'), ('same-number', 'Same number'), ('same-name', 'Same name'), ('same-address', 'Same address'), ('same-people', 'Same people'), ('changed', 'Changed since checked')], max_length=20, verbose_name='what')),
                ('detail', models.CharField(blank=True, max_length=300, verbose_name='detail')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='found at')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='what was found out')),
            ],
            options={
                'verbose_name': 'flag of a group',
                'verbose_name_plural': 'flags of groups',
                'ordering': ['found_at', 'pk'],
                'permissions': [('settle_flag', 'Can settle what is flagged of a group')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('viewer', 'Viewer')], default='viewer', max_length=10, verbose_name='role')),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('asked', 'Asked to join'), ('active', 'Belongs to the group'), ('left', 'Left'), ('declined', 'Said no, or was told no')], editable=False, max_length=20, verbose_name='state')),
                ('email', core.columns.MailboxColumn(blank=True, help_text='Where the invitation went, while it is open.', max_length=254, verbose_name='invited at')),
                ('said', models.TextField(blank=True, max_length=500, verbose_name='what they wrote')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='the link works until')),
                ('consent_at', models.DateTimeField(blank=True, help_text='When they agreed to be named to the others of the group and to officers.', null=True, verbose_name='agreed at')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'person of a group',
                'verbose_name_plural': 'people of groups',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MembershipMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a person of a group',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(editable=False, max_length=80, unique=True, verbose_name='address of its page')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('name_compared', core.columns.ComparableColumn(blank=True, default='', editable=False, of='name')),
                ('form', models.CharField(choices=[('community', 'Community group with a constitution'), ('charity', 'Charity'), ('cio', 'Charitable incorporated organisation (CIO)'), ('cic', 'Community interest company (CIC)'), ('company', 'Company'), ('society', 'Co-operative or community benefit society'), ('club', 'Community amateur sports club'), ('faith', 'Faith group'), ('school', 'School or college'), ('public', 'Public body')], max_length=20, verbose_name='kind of group')),
                ('summary', models.TextField(blank=True, max_length=1500, verbose_name='what it does')),
                ('website', models.CharField(blank=True, max_length=200, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address for the public')),
                ('telephone', models.CharField(blank=True, max_length=16, verbose_name='telephone number for the public')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('address_compared', core.columns.ComparableColumn(blank=True, default='', editable=False, of='address')),
                ('postcode', models.CharField(blank=True, max_length=8, verbose_name='postcode')),
                ('is_town_wide', models.BooleanField(default=False, verbose_name='works in the whole of Luton')),
                ('has_own_account', models.BooleanField(blank=True, null=True, verbose_name='has a bank account in its own name')),
                ('supplier_reference', models.CharField(blank=True, help_text='Of the finance team. Never a sort code or an account number.', max_length=20, validators=[organisations.validators.no_account_number], verbose_name='supplier reference')),
                ('state', models.CharField(choices=[('new', 'Not checked yet'), ('verified', 'Checked'), ('closed', 'Closed'), ('merged', 'Merged into another')], default='new', editable=False, max_length=20, verbose_name='state')),
                ('listing', models.CharField(choices=[('private', 'Not in the directory'), ('asked', 'To be in the directory once it is checked'), ('listed', 'In the directory')], default='private', editable=False, max_length=10, verbose_name='directory')),
                ('listing_agreed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='agreed to the directory at')),
                ('verified_on', models.DateField(blank=True, editable=False, null=True, verbose_name='checked on')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='on the portal since')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented for demonstration')),
            ],
            options={
                'verbose_name': 'group',
                'verbose_name_plural': 'groups',
                'ordering': ['name', 'pk'],
                'permissions': [('verify_organisation', 'Can check a group'), ('list_organisation', 'Can put a group into the directory'), ('close_organisation', 'Can close a group'), ('merge_organisation', 'Can merge two records of one group'), ('replace_owner', 'Can replace an owner who can’t be reached'), ('keep_supplier', 'Can keep the supplier reference of a group'), ('export_organisations', 'Can export the list of groups')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a group',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('GB-CHC', 'Charity number (England and Wales)'), ('GB-SC', 'Charity number (Scotland)'), ('GB-NIC', 'Charity number (Northern Ireland)'), ('GB-COH', 'Company number'), ('GB-MPR', 'Number in the Mutuals Public Register'), ('GB-REV', 'Charity reference of HM Revenue and Customs'), ('GB-EDU', 'School number (URN)'), ('GB-CASC', 'Community amateur sports club'), ('GB-LAE', 'Council code (England)'), ('GB-UKPRN', 'Learning provider number (UKPRN)'), ('GB-NHS', 'NHS organisation code'), ('GB-COE', 'Church of England church code'), ('GB-PLA', 'Council code (Wales)')], max_length=10, verbose_name='register')),
                ('identifier', models.CharField(max_length=20, verbose_name='number')),
                ('is_parents', models.BooleanField(default=False, help_text='The group is a branch, and the number is its parent’s.', verbose_name='number of the parent body')),
            ],
            options={
                'verbose_name': 'number of a group',
                'verbose_name_plural': 'numbers of groups',
                'ordering': ['scheme', 'identifier', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OwnerConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='committee member')),
                ('name_compared', models.CharField(editable=False, max_length=120)),
                ('how', models.CharField(max_length=300, verbose_name='how they confirmed it')),
                ('confirmed_on', models.DateField(verbose_name='confirmed on')),
            ],
            options={
                'verbose_name': 'confirmation of a replacement',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OwnerReplacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=1000, verbose_name='how they were tried to be reached')),
                ('agreed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='recorded at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='replaced at')),
            ],
            options={
                'verbose_name': 'replacement of an owner',
                'verbose_name_plural': 'replacements of owners',
                'ordering': ['agreed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Reach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('people', 'People it works with'), ('language', 'Language it speaks')], max_length=10)),
                ('code', models.CharField(max_length=12)),
            ],
            options={
                'verbose_name': 'reach of a group',
                'ordering': ['kind', 'code'],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='full name')),
                ('name_compared', core.columns.ComparableColumn(blank=True, default='', editable=False, of='name')),
                ('role', models.CharField(blank=True, max_length=80, verbose_name='role')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='named since')),
                ('related_to', models.ManyToManyField(blank=True, help_text='Married or partners, parents and children, brothers and sisters, or living together.', to='organisations.committeemember', verbose_name='related to')),
            ],
            options={
                'verbose_name': 'committee member',
                'verbose_name_plural': 'committee members',
                'ordering': ['pk'],
            },
        ),
    ]
