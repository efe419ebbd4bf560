import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.files


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('collaboration_fund', '0001_initial'),
        ('organisations', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('funder', models.CharField(max_length=120, verbose_name='funder')),
                ('pot', models.CharField(max_length=120, verbose_name='pot')),
                ('what_for', models.TextField(max_length=600, verbose_name='what for')),
                ('bidder', models.CharField(choices=[('group', 'A group'), ('partners', 'Groups together'), ('council', 'The council')], max_length=10, verbose_name='who bids')),
                ('organisation', models.ForeignKey(blank=True, help_text='The one that bids, or leads. None where the council bids.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bids', to='organisations.organisation', verbose_name='group')),
                ('bid_pence', models.PositiveBigIntegerField(verbose_name='amount bid for')),
                ('bid_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='day of the bid')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for an answer'), ('won', 'Successful'), ('lost', 'Not successful')], default='waiting', editable=False, max_length=20, verbose_name='state')),
                ('won_pence', models.PositiveBigIntegerField(default=0, editable=False, verbose_name='amount won')),
                ('decided_on', models.DateField(editable=False, null=True, verbose_name='day of the answer')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'verbose_name': 'bid for other money',
                'verbose_name_plural': 'bids for other money',
                'ordering': ['-bid_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('funder', ''), _negated=True), models.Q(('pot', ''), _negated=True), models.Q(('what_for', ''), _negated=True)), name='bid_says_what_for'), models.CheckConstraint(condition=models.Q(('bid_pence__gte', 1)), name='bid_is_for_something', violation_error_message='Enter an amount above nought.'), models.CheckConstraint(condition=models.Q(models.Q(('bidder', 'council'), ('organisation', None)), models.Q(('bidder__in', ['group', 'partners']), ('organisation__isnull', False)), _connector='OR'), name='bid_names_its_group', violation_error_message='Choose the group that bids, or say the council does.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('state', 'waiting'), ('won_pence', 0)), models.Q(('decided_on__isnull', False), ('state', 'lost'), ('won_pence', 0)), models.Q(('decided_on__isnull', False), ('state', 'won'), ('won_pence__gte', 1)), _connector='OR'), name='bid_outcome_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='BidMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='monitoring.bid')),
            ],
            options={
                'verbose_name': 'history of a bid',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='collaboration_fund.award', verbose_name='award')),
                ('state', models.CharField(choices=[('asked', 'Asked for'), ('approved', 'Approved'), ('refused', 'Not approved'), ('withdrawn', 'Taken back by the group')], default='asked', editable=False, max_length=20, verbose_name='state')),
                ('pence', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='amount from then on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='work ends on')),
                ('lines', models.JSONField(blank=True, default=list, verbose_name='costs')),
                ('tasks', models.JSONField(blank=True, default=list, verbose_name='tasks')),
                ('reason', models.TextField(verbose_name='why')),
                ('before', models.JSONField(default=dict, verbose_name='as it was')),
                ('answer', models.TextField(blank=True, verbose_name='our answer')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked at')),
            ],
            options={
                'verbose_name': 'change of an award',
                'verbose_name_plural': 'changes of awards',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'approved', 'refused', 'withdrawn'])), name='award_change_state_is_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='award_change_says_why'), models.CheckConstraint(condition=models.Q(('pence__isnull', False), ('ends_on__isnull', False), models.Q(('lines', []), _negated=True), models.Q(('tasks', []), _negated=True), _connector='OR'), name='award_change_asks_for_something'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='award_change_refused_says_why'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('award',), name='award_change_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='ChangeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='monitoring.change')),
            ],
            options={
                'verbose_name': 'history of a change',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='collaboration_fund.award', verbose_name='award')),
                ('granted_pence', models.PositiveBigIntegerField(verbose_name='granted')),
                ('paid_pence', models.PositiveBigIntegerField(verbose_name='paid')),
                ('spent_pence', models.PositiveBigIntegerField(verbose_name='spent')),
                ('explanation', models.TextField(blank=True, verbose_name='why they differ')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='closed at')),
            ],
            options={
                'verbose_name': 'closing of an award',
                'verbose_name_plural': 'closings of awards',
                'ordering': ['-closed_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('paid_pence__gte', 1), ('granted_pence__gte', models.F('paid_pence'))), name='award_closing_pays_what_was_granted'), models.CheckConstraint(condition=models.Q(models.Q(('granted_pence', models.F('paid_pence')), ('paid_pence', models.F('spent_pence'))), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='award_closing_explains_what_differs')],
            },
        ),
        migrations.CreateModel(
            name='PlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='collaboration_fund.award')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collaboration_fund.partner', verbose_name='group')),
                ('category', models.CharField(choices=[('staff', 'Staff'), ('volunteers', 'Volunteers'), ('activities', 'Activities and materials'), ('equipment', 'Equipment'), ('rooms', 'Rooms'), ('access', 'Access, language and childcare'), ('travel', 'Travel'), ('overheads', 'Running costs')], max_length=20, verbose_name='kind of cost')),
                ('what', models.CharField(max_length=160, verbose_name='what for')),
                ('pence', models.PositiveBigIntegerField(verbose_name='planned')),
            ],
            options={
                'verbose_name': 'planned cost of an award',
                'verbose_name_plural': 'planned costs of awards',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('award', 'number'), name='award_plan_number_once'), models.CheckConstraint(condition=models.Q(('category__in', ['staff', 'volunteers', 'activities', 'equipment', 'rooms', 'access', 'travel', 'overheads']), models.Q(('what', ''), _negated=True)), name='award_plan_says_what_for')],
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recovery', to='monitoring.closing')),
                ('pence', models.PositiveBigIntegerField(verbose_name='amount')),
                ('state', models.CharField(choices=[('asked', 'Asked back'), ('received', 'Received')], default='asked', max_length=20, verbose_name='state')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received on')),
                ('finance_reference', models.CharField(blank=True, max_length=60, verbose_name='reference of finance')),
            ],
            options={
                'verbose_name': 'money asked back',
                'verbose_name_plural': 'money asked back',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pence__gte', 1)), name='recovery_is_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('received_on', None), ('state', 'asked')), models.Q(('received_on__isnull', False), ('state', 'received'), models.Q(('finance_reference', ''), _negated=True)), _connector='OR'), name='recovery_received_says_when')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='monitoring.recovery')),
            ],
            options={
                'verbose_name': 'history of money asked back',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='collaboration_fund.award', verbose_name='award')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('covers_from', models.DateField(verbose_name='covers from')),
                ('covers_to', models.DateField(verbose_name='covers to')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('is_last', models.BooleanField(default=False, verbose_name='the last one')),
                ('state', models.CharField(choices=[('due', 'To be sent'), ('sent', 'Sent'), ('questions', 'Questions asked back'), ('accepted', 'Accepted')], default='due', editable=False, max_length=20, verbose_name='state')),
                ('spending_note', models.TextField(blank=True, verbose_name='why it differs from the plan')),
                ('learnt', models.TextField(blank=True, verbose_name='what was learnt')),
                ('reply', models.TextField(blank=True, verbose_name='answers to our questions')),
                ('sent_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last sent at')),
            ],
            options={
                'verbose_name': 'report on an award',
                'verbose_name_plural': 'reports on awards',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['state', 'due_on'], name='award_report_by_day')],
                'constraints': [models.UniqueConstraint(fields=('award', 'number'), name='award_report_number_once'), models.UniqueConstraint(condition=models.Q(('is_last', True)), fields=('award',), name='award_report_one_is_last'), models.CheckConstraint(condition=models.Q(('state__in', ['due', 'sent', 'questions', 'accepted'])), name='award_report_state_is_known'), models.CheckConstraint(condition=models.Q(('covers_to__gte', models.F('covers_from')), ('number__gte', 1), ('due_on__gte', models.F('covers_to'))), name='award_report_is_due_after_what_it_covers'), models.CheckConstraint(condition=models.Q(('state', 'due'), ('sent_at__isnull', False), _connector='OR'), name='award_report_that_was_sent_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Reached',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reached', to='monitoring.report')),
                ('ward', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.ward')),
                ('people', models.PositiveIntegerField(verbose_name='people')),
            ],
            options={
                'verbose_name': 'people reached',
                'verbose_name_plural': 'people reached',
                'ordering': ['ward__name'],
                'constraints': [models.UniqueConstraint(fields=('report', 'ward'), name='reached_once_a_ward'), models.UniqueConstraint(condition=models.Q(('ward', None)), fields=('report',), name='reached_once_elsewhere'), models.CheckConstraint(condition=models.Q(('people__lte', 1000000)), name='reached_number_is_meant')],
            },
        ),
        migrations.CreateModel(
            name='Photograph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=80, upload_to=core.files.random_name, verbose_name='file')),
                ('kind', models.CharField(editable=False, max_length=5, verbose_name='kind of file')),
                ('size', models.PositiveBigIntegerField(editable=False, verbose_name='size in bytes')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('scan', models.CharField(choices=[('waiting', 'Not scanned'), ('clean', 'Found clean'), ('refused', 'Refused')], default='waiting', editable=False, max_length=20, verbose_name='scan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='sent at')),
                ('may_be_public', models.BooleanField(default=False, verbose_name='may be public')),
                ('consent', models.CharField(blank=True, max_length=200, verbose_name='how they agreed')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photographs', to='monitoring.report')),
                ('shows', models.CharField(max_length=200, verbose_name='what it shows')),
            ],
            options={
                'verbose_name': 'photograph of a report',
                'verbose_name_plural': 'photographs of reports',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'csv', 'txt', 'jpg', 'png', 'webp']), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True)), name='photograph_was_looked_at', violation_error_message='A file is looked at before it is kept.'), models.CheckConstraint(condition=models.Q(('scan__in', ['waiting', 'clean', 'refused'])), name='photograph_scan_is_known', violation_error_message='A file waits for the scanner, or was found clean, or was refused.'), models.CheckConstraint(condition=models.Q(('may_be_public', False), models.Q(('consent', ''), _negated=True), _connector='OR'), name='photograph_is_public_by_consent', violation_error_message='Say how and when they agreed.'), models.CheckConstraint(condition=models.Q(('shows', ''), _negated=True), name='photograph_says_what_it_shows')],
            },
        ),
        migrations.CreateModel(
            name='ReportEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='monitoring.report')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('content', models.JSONField(verbose_name='what was sent')),
                ('sha256', models.CharField(max_length=64)),
                ('received_at', models.DateTimeField(verbose_name='received at')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sent report',
                'verbose_name_plural': 'sent reports',
                'ordering': ['report', 'number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='report_edition_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('sha256__regex', '^[0-9a-f]{64}$')), name='report_edition_is_numbered_and_hashed')],
            },
        ),
        migrations.CreateModel(
            name='ReportMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='monitoring.report')),
            ],
            options={
                'verbose_name': 'history of a report',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spending', to='monitoring.report')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spending', to='monitoring.planline')),
                ('pence', models.PositiveBigIntegerField(verbose_name='spent')),
            ],
            options={
                'verbose_name': 'spending on an award',
                'verbose_name_plural': 'spending on awards',
                'ordering': ['line__number'],
                'constraints': [models.UniqueConstraint(fields=('report', 'line'), name='spending_once_a_line')],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('may_be_public', models.BooleanField(default=False, verbose_name='may be public')),
                ('consent', models.CharField(blank=True, max_length=200, verbose_name='how they agreed')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stories', to='monitoring.report')),
                ('words', models.TextField(verbose_name='story')),
                ('told_by', models.CharField(blank=True, max_length=80, verbose_name='signed')),
            ],
            options={
                'verbose_name': 'story of a report',
                'verbose_name_plural': 'stories of reports',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('may_be_public', False), models.Q(('consent', ''), _negated=True), _connector='OR'), name='story_is_public_by_consent', violation_error_message='Say how and when they agreed.'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='story_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Output',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_in', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outputs_given', to='monitoring.report')),
                ('name', models.CharField(max_length=120, verbose_name='what is counted')),
                ('planned', models.PositiveIntegerField(verbose_name='planned')),
            ],
            options={
                'verbose_name': 'output of an award',
                'verbose_name_plural': 'outputs of awards',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='output_has_a_name'), models.UniqueConstraint(fields=('given_in', 'name'), name='output_once_a_name')],
            },
        ),
        migrations.CreateModel(
            name='OutputCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='monitoring.report')),
                ('output', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='monitoring.output')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
            ],
            options={
                'verbose_name': 'counted output',
                'verbose_name_plural': 'counted outputs',
                'ordering': ['output'],
                'constraints': [models.UniqueConstraint(fields=('report', 'output'), name='output_counted_once')],
            },
        ),
    ]
