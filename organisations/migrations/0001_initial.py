import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.columns
import core.files
import organisations.validators


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
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
                ('ward', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.ward', verbose_name='ward where it is')),
                ('is_town_wide', models.BooleanField(default=False, verbose_name='works in the whole of Luton')),
                ('has_own_account', models.BooleanField(blank=True, null=True, verbose_name='has a bank account in its own name')),
                ('supplier_reference', models.CharField(blank=True, help_text='Of the finance team. Never a sort code or an account number.', max_length=20, validators=[organisations.validators.no_account_number], verbose_name='supplier reference')),
                ('state', models.CharField(choices=[('new', 'Not checked yet'), ('verified', 'Checked'), ('closed', 'Closed'), ('merged', 'Merged into another')], default='new', editable=False, max_length=20, verbose_name='state')),
                ('listing', models.CharField(choices=[('private', 'Not in the directory'), ('asked', 'To be in the directory once it is checked'), ('listed', 'In the directory')], default='private', editable=False, max_length=10, verbose_name='directory')),
                ('listing_agreed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='agreed to the directory at')),
                ('verified_on', models.DateField(blank=True, editable=False, null=True, verbose_name='checked on')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='merged into')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='on the portal since')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented for demonstration')),
                ('wards', models.ManyToManyField(blank=True, related_name='+', to='places.ward', verbose_name='wards where it works')),
            ],
            options={
                'verbose_name': 'group',
                'verbose_name_plural': 'groups',
                'ordering': ['name', 'pk'],
                'permissions': [('verify_organisation', 'Can check a group'), ('list_organisation', 'Can put a group into the directory'), ('close_organisation', 'Can close a group'), ('merge_organisation', 'Can merge two records of one group'), ('replace_owner', 'Can replace an owner who can’t be reached'), ('keep_supplier', 'Can keep the supplier reference of a group'), ('export_organisations', 'Can export the list of groups')],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='organisation_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.CheckConstraint(condition=models.Q(('state__in', ['new', 'verified', 'closed', 'merged'])), name='organisation_state_is_known'), models.CheckConstraint(condition=models.Q(('form__in', ['community', 'charity', 'cio', 'cic', 'company', 'society', 'club', 'faith', 'school', 'public'])), name='organisation_form_is_known'), models.CheckConstraint(condition=models.Q(('listing', 'private'), models.Q(('listing__in', ['private', 'asked', 'listed']), ('listing_agreed_at__isnull', False)), _connector='OR'), name='organisation_listed_only_with_consent'), models.CheckConstraint(condition=models.Q(models.Q(('listing', 'listed'), _negated=True), ('state', 'verified'), _connector='OR'), name='organisation_listed_only_when_verified'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), ('verified_on__isnull', False)), models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_on', None)), _connector='OR'), name='organisation_verified_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='organisation_merged_leads_somewhere'), models.CheckConstraint(condition=models.Q(('supplier_reference__regex', '[0-9]{8}'), _negated=True), name='organisation_keeps_no_account_number', violation_error_message='The portal keeps no account numbers.')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='organisations.organisation')),
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
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='organisations.organisation', verbose_name='group')),
                ('scheme', models.CharField(choices=[('GB-CHC', 'Charity number (England and Wales)'), ('GB-SC', 'Charity number (Scotland)'), ('GB-NIC', 'Charity number (Northern Ireland)'), ('GB-COH', 'Company number'), ('GB-MPR', 'Number in the Mutuals Public Register'), ('GB-REV', 'Charity reference of HM Revenue and Customs'), ('GB-EDU', 'School number (URN)'), ('GB-CASC', 'Community amateur sports club'), ('GB-LAE', 'Council code (England)'), ('GB-UKPRN', 'Learning provider number (UKPRN)'), ('GB-NHS', 'NHS organisation code'), ('GB-COE', 'Church of England church code'), ('GB-PLA', 'Council code (Wales)')], max_length=10, verbose_name='register')),
                ('identifier', models.CharField(max_length=20, verbose_name='number')),
                ('is_parents', models.BooleanField(default=False, help_text='The group is a branch, and the number is its parent’s.', verbose_name='number of the parent body')),
            ],
            options={
                'verbose_name': 'number of a group',
                'verbose_name_plural': 'numbers of groups',
                'ordering': ['scheme', 'identifier', 'pk'],
                'indexes': [models.Index(fields=['scheme', 'identifier'], name='organisation_number')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'scheme', 'identifier'), name='organisation_number_once_a_group', violation_error_message='The group has this number already.'), models.CheckConstraint(condition=models.Q(('scheme__in', ['GB-CHC', 'GB-SC', 'GB-NIC', 'GB-COH', 'GB-MPR', 'GB-REV', 'GB-EDU', 'GB-CASC', 'GB-LAE', 'GB-UKPRN', 'GB-NHS', 'GB-COE', 'GB-PLA'])), name='organisation_number_scheme_is_known'), models.CheckConstraint(condition=models.Q(('identifier', ''), _negated=True), name='organisation_number_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Reach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaches', to='organisations.organisation', verbose_name='group')),
                ('kind', models.CharField(choices=[('people', 'People it works with'), ('language', 'Language it speaks')], max_length=10)),
                ('code', models.CharField(max_length=12)),
            ],
            options={
                'verbose_name': 'reach of a group',
                'ordering': ['kind', 'code'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'code'), name='organisation_reach_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'people'), _negated=True), ('code__in', ['everybody', 'children', 'young', 'older', 'families', 'women', 'men', 'disabled', 'carers', 'minorities', 'new', 'lgbt', 'faith', 'homeless', 'mental', 'poverty']), _connector='OR'), name='organisation_reach_people_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'language'), _negated=True), ('code__in', ['en', 'sq', 'ar', 'bn', 'bfi', 'fa', 'fr', 'gu', 'hi', 'hu', 'it', 'lt', 'phr', 'ps', 'pl', 'pt', 'pa', 'ro', 'sn', 'so', 'es', 'syl', 'ta', 'tr', 'uk', 'ur']), _connector='OR'), name='organisation_reach_language_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['people', 'language'])), name='organisation_reach_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='committee', to='organisations.organisation', verbose_name='group')),
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
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='committee_member_has_a_name')],
            },
        ),
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
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='organisations.organisation', verbose_name='group')),
                ('what', models.CharField(choices=[('governing', 'Governing document'), ('accounts', 'Accounts'), ('safeguarding', 'Safeguarding policy'), ('insurance', 'Insurance')], max_length=20, verbose_name='document')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='good until')),
                ('is_current', models.BooleanField(default=True, editable=False, verbose_name='current')),
                ('sent_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'document of a group',
                'verbose_name_plural': 'documents of groups',
                'ordering': ['organisation', 'what', '-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'csv', 'txt', 'jpg', 'png', 'webp']), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True)), name='document_was_looked_at', violation_error_message='A file is looked at before it is kept.'), models.CheckConstraint(condition=models.Q(('scan__in', ['waiting', 'clean', 'refused'])), name='document_scan_is_known', violation_error_message='A file waits for the scanner, or was found clean, or was refused.'), models.CheckConstraint(condition=models.Q(('what__in', ['governing', 'accounts', 'safeguarding', 'insurance'])), name='document_what_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('what__in', frozenset(['accounts', 'insurance', 'safeguarding'])), _negated=True), ('expires_on__isnull', False), _connector='OR'), name='document_says_until_when', violation_error_message='Enter the day until which it is good.'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('organisation', 'what'), name='document_current_once')],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='organisations.organisation', verbose_name='group')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation', verbose_name='other group')),
                ('kind', models.CharField(choices=[('number', 'Number in doubt'), ('same-number', 'Same number'), ('same-name', 'Same name'), ('same-address', 'Same address'), ('same-people', 'Same people'), ('changed', 'Changed since checked')], max_length=20, verbose_name='what')),
                ('detail', models.CharField(blank=True, max_length=300, verbose_name='detail')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='found at')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='what was found out')),
            ],
            options={
                'verbose_name': 'flag of a group',
                'verbose_name_plural': 'flags of groups',
                'ordering': ['found_at', 'pk'],
                'permissions': [('settle_flag', 'Can settle what is flagged of a group')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['number', 'same-number', 'same-name', 'same-address', 'same-people', 'changed'])), name='flag_kind_is_known'), models.CheckConstraint(condition=models.Q(('other', None), models.Q(('other', models.F('organisation')), _negated=True), _connector='OR'), name='flag_other_is_another'), models.CheckConstraint(condition=models.Q(('settled_at', None), models.Q(('note', ''), _negated=True), _connector='OR'), name='flag_settled_says_why'), models.UniqueConstraint(condition=models.Q(('other', None), ('settled_at', None)), fields=('organisation', 'kind', 'detail'), name='flag_open_once'), models.UniqueConstraint(condition=models.Q(('other__isnull', False), ('settled_at', None)), fields=('organisation', 'other', 'kind', 'detail'), name='flag_open_once_beside_another')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation', verbose_name='group')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisation_memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('viewer', 'Viewer')], default='viewer', max_length=10, verbose_name='role')),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('asked', 'Asked to join'), ('active', 'Belongs to the group'), ('left', 'Left'), ('declined', 'Said no, or was told no')], editable=False, max_length=20, verbose_name='state')),
                ('email', core.columns.MailboxColumn(blank=True, help_text='Where the invitation went, while it is open.', max_length=254, verbose_name='invited at')),
                ('said', models.TextField(blank=True, max_length=500, verbose_name='what they wrote')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='the link works until')),
                ('consent_at', models.DateTimeField(blank=True, help_text='When they agreed to be named to the others of the group and to officers.', null=True, verbose_name='agreed at')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'person of a group',
                'verbose_name_plural': 'people of groups',
                'ordering': ['created_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'asked', 'active', 'left', 'declined'])), name='membership_state_is_known'), models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor', 'viewer'])), name='membership_role_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'declined']), ('person__isnull', False), _connector='OR'), name='membership_has_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('consent_at__isnull', False), _connector='OR'), name='membership_active_only_with_consent'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'invited'), _negated=True), models.Q(models.Q(('email', ''), _negated=True), ('expires_at__isnull', False)), _connector='OR'), name='membership_invited_has_a_link'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ('invited', 'asked', 'active'))), models.Q(models.Q(('state__in', ('invited', 'asked', 'active')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='membership_ended_has_a_time'), models.UniqueConstraint(condition=models.Q(('state__in', ('invited', 'asked', 'active'))), fields=('organisation', 'person'), name='membership_once_a_person', violation_error_message='This person belongs to the group already.'), models.UniqueConstraint(condition=models.Q(('state', 'invited')), fields=('organisation', 'email'), name='membership_invited_once', violation_error_message='This person is invited already.')],
            },
        ),
        migrations.CreateModel(
            name='MembershipMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='organisations.membership')),
            ],
            options={
                'verbose_name': 'history of a person of a group',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnerReplacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replacements', to='organisations.organisation', verbose_name='group')),
                ('leaving', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='organisations.membership', verbose_name='owner who can’t be reached')),
                ('coming', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='organisations.membership', verbose_name='new owner')),
                ('reason', models.TextField(max_length=1000, verbose_name='how they were tried to be reached')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
                ('agreed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='recorded at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='replaced at')),
            ],
            options={
                'verbose_name': 'replacement of an owner',
                'verbose_name_plural': 'replacements of owners',
                'ordering': ['agreed_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('leaving', models.F('coming')), _negated=True), name='owner_replacement_is_by_another'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='owner_replacement_says_why')],
            },
        ),
        migrations.CreateModel(
            name='OwnerConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('replacement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='organisations.ownerreplacement')),
                ('name', models.CharField(max_length=120, verbose_name='committee member')),
                ('name_compared', models.CharField(editable=False, max_length=120)),
                ('how', models.CharField(max_length=300, verbose_name='how they confirmed it')),
                ('confirmed_on', models.DateField(verbose_name='confirmed on')),
            ],
            options={
                'verbose_name': 'confirmation of a replacement',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('replacement', 'name_compared'), name='owner_confirmation_once_a_person')],
            },
        ),
    ]
