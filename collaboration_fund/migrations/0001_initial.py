
import django.core.validators
import django.utils.timezone
from django.db import migrations, models

import collaboration_fund.models.application
import core.files


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(max_length=120, verbose_name='in what capacity')),
                ('digest', models.CharField(max_length=64)),
                ('parts', models.JSONField(verbose_name='what was accepted')),
                ('content', models.JSONField(verbose_name='the application as it stood')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='accepted at')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='no longer counts since')),
                ('replaced_by', models.JSONField(blank=True, null=True, verbose_name='what it became')),
            ],
            options={
                'verbose_name': 'acceptance',
                'verbose_name_plural': 'acceptances',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=collaboration_fund.models.application.new_reference, editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('sent', 'Sent'), ('ineligible', 'Not eligible'), ('through', 'Through to the second stage'), ('funded', 'Funded'), ('unsuccessful', 'Not funded'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20, verbose_name='state')),
                ('feedback', models.TextField(blank=True, verbose_name='what the groups are told')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='begun at')),
                ('came', models.CharField(blank=True, choices=[('paper', 'On paper'), ('telephone', 'By telephone')], editable=False, max_length=10, verbose_name='how it came')),
                ('came_at', models.DateTimeField(editable=False, null=True, verbose_name='reached the council at')),
                ('asked_at', models.DateTimeField(editable=False, null=True, verbose_name='asked to confirm at')),
                ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed at')),
            ],
            options={
                'verbose_name': 'fund application',
                'verbose_name_plural': 'fund applications',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ApplicationMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a fund application',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('staff', 'Staff'), ('volunteers', 'Volunteers'), ('activities', 'Activities and materials'), ('equipment', 'Equipment'), ('rooms', 'Rooms'), ('access', 'Access, language and childcare'), ('travel', 'Travel'), ('overheads', 'Running costs')], max_length=20, verbose_name='kind of cost')),
                ('source', models.CharField(choices=[('grant', 'Asked of the fund'), ('match', 'Money from elsewhere'), ('in-kind', 'Given in kind')], default='grant', max_length=10, verbose_name='where the money comes from')),
                ('what', models.CharField(max_length=160, verbose_name='what for')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quarter')),
                ('pence', models.PositiveBigIntegerField(verbose_name='amount')),
            ],
            options={
                'verbose_name': 'line of a budget',
                'verbose_name_plural': 'lines of budgets',
                'ordering': ['quarter', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClosingMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateTimeField(verbose_name='closed until then at')),
                ('after', models.DateTimeField(verbose_name='closes now at')),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'moved closing',
                'verbose_name_plural': 'moved closings',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('content', models.JSONField(verbose_name='what was sent')),
                ('sha256', models.CharField(max_length=64)),
                ('asked_pence', models.PositiveBigIntegerField(default=0, verbose_name='asked of the fund')),
                ('received_at', models.DateTimeField(verbose_name='received at')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['entry', 'number'],
            },
        ),
        migrations.CreateModel(
            name='EligibilityQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(help_text='Asked so that yes is right: “Do at least two groups work together?”', max_length=200, verbose_name='question')),
                ('question_en', models.CharField(help_text='Asked so that yes is right: “Do at least two groups work together?”', max_length=200, null=True, verbose_name='question')),
                ('question_ur', models.CharField(help_text='Asked so that yes is right: “Do at least two groups work together?”', max_length=200, null=True, verbose_name='question')),
                ('if_no', models.TextField(help_text="Why it is asked, and what a group that can't say yes can do instead.", max_length=600, verbose_name='what a no means')),
                ('if_no_en', models.TextField(help_text="Why it is asked, and what a group that can't say yes can do instead.", max_length=600, null=True, verbose_name='what a no means')),
                ('if_no_ur', models.TextField(help_text="Why it is asked, and what a group that can't say yes can do instead.", max_length=600, null=True, verbose_name='what a no means')),
                ('leads_to', models.CharField(help_text='The address of a page that helps, such as /organisations/.', max_length=200, validators=[django.core.validators.RegexValidator('^(https?://|/)[^\\s]+$', 'Begin with https:// or, on this site, with /.')], verbose_name='where a no leads')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'eligibility question',
                'verbose_name_plural': 'eligibility questions',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_at', models.DateTimeField(blank=True, null=True, verbose_name='last received at')),
                ('extended_to', models.DateTimeField(blank=True, null=True, verbose_name='closes for this application at')),
                ('reopened_to', models.DateTimeField(blank=True, null=True, verbose_name='named questions due at')),
                ('reopened_keys', models.JSONField(blank=True, default=list, verbose_name='named questions')),
            ],
            options={
                'verbose_name': 'entry of an application',
                'verbose_name_plural': 'entries of applications',
                'ordering': ['stage__number'],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('keys', models.JSONField(blank=True, default=list, verbose_name='named questions')),
                ('reason', models.TextField(verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'more time for an application',
                'verbose_name_plural': 'more time for applications',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Monitoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('up_to_pence', models.PositiveBigIntegerField(verbose_name='grants up to')),
                ('asks', models.TextField(max_length=600, verbose_name='what is asked')),
                ('asks_en', models.TextField(max_length=600, null=True, verbose_name='what is asked')),
                ('asks_ur', models.TextField(max_length=600, null=True, verbose_name='what is asked')),
            ],
            options={
                'verbose_name': 'monitoring',
                'verbose_name_plural': 'monitoring by size of grant',
                'ordering': ['up_to_pence'],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_lead', models.BooleanField(default=False, editable=False, verbose_name='leads')),
                ('role', models.CharField(blank=True, max_length=160, verbose_name='role')),
                ('tasks', models.TextField(blank=True, max_length=2000, verbose_name='tasks')),
                ('state', models.CharField(choices=[('in', 'Takes part'), ('declined', 'Said no'), ('withdrawn', 'Withdrew'), ('removed', 'Taken out by the lead group')], default='in', max_length=20, verbose_name='state')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('subsidy_pence', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='subsidies of three financial years')),
                ('subsidy_at', models.DateTimeField(blank=True, null=True, verbose_name='subsidies said at')),
            ],
            options={
                'verbose_name': 'group of an application',
                'verbose_name_plural': 'groups of applications',
                'ordering': ['-is_lead', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PartnerMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a partner',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Priority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=160, verbose_name='priority area')),
                ('words_en', models.CharField(max_length=160, null=True, verbose_name='priority area')),
                ('words_ur', models.CharField(max_length=160, null=True, verbose_name='priority area')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'priority area',
                'verbose_name_plural': 'priority areas',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('title_en', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=120, null=True, verbose_name='title')),
                ('summary', models.CharField(max_length=300, verbose_name='summary')),
                ('summary_en', models.CharField(max_length=300, null=True, verbose_name='summary')),
                ('summary_ur', models.CharField(max_length=300, null=True, verbose_name='summary')),
                ('purpose', models.TextField(verbose_name='what it is for')),
                ('purpose_en', models.TextField(null=True, verbose_name='what it is for')),
                ('purpose_ur', models.TextField(null=True, verbose_name='what it is for')),
                ('declaration', models.TextField(help_text='What every group agrees to, word for word, when it accepts its part.', verbose_name='declaration')),
                ('declaration_en', models.TextField(help_text='What every group agrees to, word for word, when it accepts its part.', null=True, verbose_name='declaration')),
                ('declaration_ur', models.TextField(help_text='What every group agrees to, word for word, when it accepts its part.', null=True, verbose_name='declaration')),
                ('total_pence', models.PositiveBigIntegerField(verbose_name='total budget')),
                ('largest_pence', models.PositiveBigIntegerField(verbose_name='largest grant')),
                ('quarters', models.PositiveSmallIntegerField(default=4, help_text='4 is a year. The budget is asked for quarter by quarter.', verbose_name='length of a grant in quarters')),
                ('least_partners', models.PositiveSmallIntegerField(default=1, help_text='Beside the lead group.', verbose_name='least number of partners')),
                ('paid', models.CharField(choices=[('lead', 'The lead group, for all'), ('partners', 'Each group its own part')], default='lead', max_length=10, verbose_name='who is paid')),
                ('accept_by', models.CharField(choices=[('sending', 'Before the application is sent'), ('five-days', 'Within five working days of the closing')], default='sending', max_length=10, verbose_name='when partners must have accepted')),
                ('subsidy_limit_pence', models.PositiveBigIntegerField(default=31500000, help_text='What one group may be given in subsidies over three financial years.', verbose_name='subsidy limit')),
                ('priorities_needed', models.PositiveSmallIntegerField(default=0, help_text="In how many of the round's priority areas an application must work.", verbose_name='priority areas to meet')),
                ('hours', models.PositiveSmallIntegerField(help_text='How long it takes a group to apply, for its page.', verbose_name='hours to apply')),
                ('decided_on', models.DateField(verbose_name='day of the decision')),
                ('stage_number', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='stage')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('scheduled', 'Scheduled'), ('open', 'Open for applications'), ('closed', 'Closed'), ('assessing', 'Being assessed'), ('decided', 'Decided'), ('complete', 'Complete'), ('cancelled', 'Cancelled')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('cancel_reason', models.TextField(blank=True, editable=False, verbose_name='reason for cancelling')),
                ('cancel_reason_en', models.TextField(blank=True, editable=False, null=True, verbose_name='reason for cancelling')),
                ('cancel_reason_ur', models.TextField(blank=True, editable=False, null=True, verbose_name='reason for cancelling')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'verbose_name': 'fund round',
                'verbose_name_plural': 'fund rounds',
                'ordering': ['-decided_on', '-pk'],
                'permissions': [('run_round', 'Can run the rounds of the fund'), ('export_applications', 'Can export applications to the fund')],
            },
        ),
        migrations.CreateModel(
            name='RoundMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a fund round',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SavedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='question')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved at')),
            ],
            options={
                'verbose_name': 'who saved an answer',
                'verbose_name_plural': 'who saved answers',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SentDocument',
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
            ],
            options={
                'verbose_name': 'document of an application',
                'verbose_name_plural': 'documents of applications',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1, help_text='1, or 2 for what is asked of those who get through the first.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2)], verbose_name='stage')),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
                ('asks_budget', models.BooleanField(default=True, verbose_name='asks for the budget, documents and every partner’s acceptance')),
            ],
            options={
                'verbose_name': 'stage',
                'verbose_name_plural': 'stages',
                'ordering': ['number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WantedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('governing', 'Governing document'), ('accounts', 'Accounts'), ('safeguarding', 'Safeguarding policy'), ('insurance', 'Insurance')], max_length=20, verbose_name='document')),
            ],
            options={
                'verbose_name': 'wanted document',
                'verbose_name_plural': 'wanted documents',
                'ordering': ['pk'],
            },
        ),
    ]
