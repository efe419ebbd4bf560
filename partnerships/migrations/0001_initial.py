import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='organisations.organisation', verbose_name='group')),
                ('kind', models.CharField(choices=[('need', 'Need'), ('offer', 'Offer')], max_length=10, verbose_name='need or offer')),
                ('title', models.CharField(max_length=100, verbose_name='in a few words')),
                ('details', models.TextField(blank=True, max_length=1500, verbose_name='more about it')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('weekdays', models.CharField(blank=True, help_text='1 is Monday: 25 is Tuesday and Friday. Empty: any.', max_length=7, verbose_name='weekdays')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='from what time')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='until what time')),
                ('expires_on', models.DateField(verbose_name='shown until')),
                ('state', models.CharField(choices=[('draft', 'Waits for the group'), ('open', 'Open'), ('matched', 'Met'), ('closed', 'Closed'), ('expired', 'Run out')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('entered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('event_name', models.CharField(blank=True, max_length=120, verbose_name='said at')),
                ('event_on', models.DateField(blank=True, null=True, verbose_name='said on')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='posted at')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ('looked_at', models.DateTimeField(blank=True, editable=False, help_text='Empty: it is looked at with the next matching.', null=True, verbose_name='matched at')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented for demonstration')),
                ('wards', models.ManyToManyField(blank=True, related_name='+', to='places.ward', verbose_name='wards')),
            ],
            options={
                'verbose_name': 'need or offer',
                'verbose_name_plural': 'needs and offers',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('manage_postings', 'Can enter what groups said, and close needs and offers'), ('export_postings', 'Can export needs and offers')],
                'indexes': [models.Index(fields=['state', 'kind'], name='posting_state_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'matched', 'closed', 'expired'])), name='posting_state_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['need', 'offer'])), name='posting_kind_is_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='posting_says_what'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='posting_dates_in_order', violation_error_message='The last day can’t be before the first.'), models.CheckConstraint(condition=models.Q(('weekdays__regex', '^1?2?3?4?5?6?7?$')), name='posting_weekdays_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), models.Q(('ends_at__gt', models.F('starts_at')), ('ends_at__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='posting_hours_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('event_name', ''), ('event_on', None)), models.Q(models.Q(('event_name', ''), _negated=True), ('event_on__isnull', False)), _connector='OR'), name='posting_event_has_name_and_day', violation_error_message='Enter the event and its day, or neither.')],
            },
        ),
        migrations.CreateModel(
            name='PostingMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='partnerships.posting')),
            ],
            options={
                'verbose_name': 'history of a need or offer',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Spoken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='partnerships.posting')),
                ('code', models.CharField(choices=[('en', 'English'), ('sq', 'Albanian'), ('ar', 'Arabic'), ('bn', 'Bengali'), ('bfi', 'British Sign Language'), ('fa', 'Farsi'), ('fr', 'French'), ('gu', 'Gujarati'), ('hi', 'Hindi'), ('hu', 'Hungarian'), ('it', 'Italian'), ('lt', 'Lithuanian'), ('phr', 'Pahari'), ('ps', 'Pashto'), ('pl', 'Polish'), ('pt', 'Portuguese'), ('pa', 'Punjabi'), ('ro', 'Romanian'), ('sn', 'Shona'), ('so', 'Somali'), ('es', 'Spanish'), ('syl', 'Sylheti'), ('ta', 'Tamil'), ('tr', 'Turkish'), ('uk', 'Ukrainian'), ('ur', 'Urdu')], max_length=12, verbose_name='language')),
            ],
            options={
                'verbose_name': 'language of a need or offer',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('posting', 'code'), name='spoken_once_a_posting'), models.CheckConstraint(condition=models.Q(('code__in', ['en', 'sq', 'ar', 'bn', 'bfi', 'fa', 'fr', 'gu', 'hi', 'hu', 'it', 'lt', 'phr', 'ps', 'pl', 'pt', 'pa', 'ro', 'sn', 'so', 'es', 'syl', 'ta', 'tr', 'uk', 'ur'])), name='spoken_language_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='partnerships.posting')),
                ('who', models.CharField(help_text='The keys of all its groups, in order: 3,14,15.', max_length=80, verbose_name='groups')),
                ('points', models.PositiveSmallIntegerField(verbose_name='points out of 100')),
                ('state', models.CharField(choices=[('suggested', 'Waits for answers'), ('agreed', 'All said yes'), ('declined', 'Somebody said no'), ('withdrawn', 'No longer possible')], default='suggested', editable=False, max_length=20, verbose_name='state')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='found at')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
            ],
            options={
                'verbose_name': 'match',
                'verbose_name_plural': 'matches',
                'ordering': ['-points', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('need', 'who'), name='match_once_for_these_groups'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'agreed', 'declined', 'withdrawn'])), name='match_state_is_known'), models.CheckConstraint(condition=models.Q(('points__lte', 100)), name='match_points_within_100'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('agreed_at', None)), _connector='OR'), name='match_agreed_has_a_time')],
            },
        ),
        migrations.CreateModel(
            name='MatchMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='partnerships.match')),
            ],
            options={
                'verbose_name': 'history of a match',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='partnerships.match')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.TextField(max_length=3000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'message between groups',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='partnerships.posting')),
                ('category', models.CharField(choices=[('rooms', 'Any room'), ('rooms-hall', 'Hall'), ('rooms-kitchen', 'Kitchen'), ('rooms-meeting', 'Meeting room'), ('rooms-office', 'Office or desk'), ('rooms-quiet', 'Quiet room for one to one'), ('rooms-outdoor', 'Garden or sports ground'), ('rooms-storage', 'Storage'), ('skills', 'Any skill'), ('skills-accounts', 'Money and accounts'), ('skills-fundraising', 'Fundraising'), ('skills-digital', 'Computers and websites'), ('skills-law', 'Law and governance'), ('skills-teaching', 'Teaching and training'), ('skills-design', 'Design, film and writing'), ('skills-trades', 'Building and repairs'), ('skills-safeguarding', 'Safeguarding and first aid'), ('volunteers', 'Volunteers for anything'), ('volunteers-drivers', 'Drivers'), ('volunteers-helpers', 'Helpers at events'), ('volunteers-befrienders', 'Befrienders'), ('volunteers-mentors', 'Mentors and tutors'), ('volunteers-cooks', 'Cooks'), ('volunteers-trustees', 'Trustees'), ('equipment', 'Any equipment'), ('equipment-chairs', 'Chairs and tables'), ('equipment-sound', 'Sound and light'), ('equipment-computers', 'Computers and tablets'), ('equipment-kitchen', 'Kitchen equipment'), ('equipment-sports', 'Sports and play equipment'), ('equipment-minibus', 'Minibus or van'), ('equipment-tents', 'Tents and stalls'), ('reach', 'Any community'), ('reach-young', 'Young people'), ('reach-older', 'Older people'), ('reach-families', 'Families'), ('reach-disabled', 'Disabled people'), ('reach-carers', 'Carers'), ('reach-faith', 'Faith communities'), ('reach-newcomers', 'Refugees and people new to Luton'), ('reach-minorities', 'Minority ethnic communities'), ('services', 'Any service'), ('services-advice', 'Advice on money, benefits or housing'), ('services-food', 'Food and meals'), ('services-wellbeing', 'Counselling and wellbeing'), ('services-interpreting', 'Interpreting and translation'), ('services-childcare', 'Childcare'), ('services-english', 'English lessons'), ('services-transport', 'Transport'), ('services-jobs', 'Help with finding work')], max_length=30, verbose_name='what')),
                ('quantity', models.PositiveIntegerField(default=1, verbose_name='how many')),
            ],
            options={
                'verbose_name': 'part of a need or offer',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('posting', 'category'), name='part_category_once_a_posting'), models.CheckConstraint(condition=models.Q(('category__in', ['rooms', 'rooms-hall', 'rooms-kitchen', 'rooms-meeting', 'rooms-office', 'rooms-quiet', 'rooms-outdoor', 'rooms-storage', 'skills', 'skills-accounts', 'skills-fundraising', 'skills-digital', 'skills-law', 'skills-teaching', 'skills-design', 'skills-trades', 'skills-safeguarding', 'volunteers', 'volunteers-drivers', 'volunteers-helpers', 'volunteers-befrienders', 'volunteers-mentors', 'volunteers-cooks', 'volunteers-trustees', 'equipment', 'equipment-chairs', 'equipment-sound', 'equipment-computers', 'equipment-kitchen', 'equipment-sports', 'equipment-minibus', 'equipment-tents', 'reach', 'reach-young', 'reach-older', 'reach-families', 'reach-disabled', 'reach-carers', 'reach-faith', 'reach-newcomers', 'reach-minorities', 'services', 'services-advice', 'services-food', 'services-wellbeing', 'services-interpreting', 'services-childcare', 'services-english', 'services-transport', 'services-jobs'])), name='part_category_is_known'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1), ('quantity__lte', 100000)), name='part_quantity_is_some')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='partnerships.match', verbose_name='match')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('formed', 'Formed'), ('dropped', 'Not formed'), ('ended', 'Ended')], default='proposed', editable=False, max_length=20, verbose_name='state')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed at')),
                ('since', models.DateField(blank=True, editable=False, null=True, verbose_name='since')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'ordering': ['-proposed_at', '-pk'],
                'permissions': [('export_partnerships', 'Can export partnerships')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'formed', 'dropped', 'ended'])), name='partnership_state_is_known'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='partnership_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['formed', 'ended']), _negated=True), ('since__isnull', False), _connector='OR'), name='partnership_formed_says_since_when'), models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'formed'))), fields=('match',), name='partnership_once_a_match')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='partnerships.partnership')),
            ],
            options={
                'verbose_name': 'history of a partnership',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Side',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='partnerships.match')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='match_sides', to='organisations.organisation')),
                ('says_yes', models.BooleanField(blank=True, null=True, verbose_name='says yes')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
            ],
            options={
                'verbose_name': 'side of a match',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('match', 'organisation'), name='side_once_a_match'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('says_yes', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('says_yes__isnull', False)), _connector='OR'), name='side_answer_has_who_and_when')],
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gifts', to='partnerships.side')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gifts', to='partnerships.posting')),
                ('category', models.CharField(choices=[('rooms', 'Any room'), ('rooms-hall', 'Hall'), ('rooms-kitchen', 'Kitchen'), ('rooms-meeting', 'Meeting room'), ('rooms-office', 'Office or desk'), ('rooms-quiet', 'Quiet room for one to one'), ('rooms-outdoor', 'Garden or sports ground'), ('rooms-storage', 'Storage'), ('skills', 'Any skill'), ('skills-accounts', 'Money and accounts'), ('skills-fundraising', 'Fundraising'), ('skills-digital', 'Computers and websites'), ('skills-law', 'Law and governance'), ('skills-teaching', 'Teaching and training'), ('skills-design', 'Design, film and writing'), ('skills-trades', 'Building and repairs'), ('skills-safeguarding', 'Safeguarding and first aid'), ('volunteers', 'Volunteers for anything'), ('volunteers-drivers', 'Drivers'), ('volunteers-helpers', 'Helpers at events'), ('volunteers-befrienders', 'Befrienders'), ('volunteers-mentors', 'Mentors and tutors'), ('volunteers-cooks', 'Cooks'), ('volunteers-trustees', 'Trustees'), ('equipment', 'Any equipment'), ('equipment-chairs', 'Chairs and tables'), ('equipment-sound', 'Sound and light'), ('equipment-computers', 'Computers and tablets'), ('equipment-kitchen', 'Kitchen equipment'), ('equipment-sports', 'Sports and play equipment'), ('equipment-minibus', 'Minibus or van'), ('equipment-tents', 'Tents and stalls'), ('reach', 'Any community'), ('reach-young', 'Young people'), ('reach-older', 'Older people'), ('reach-families', 'Families'), ('reach-disabled', 'Disabled people'), ('reach-carers', 'Carers'), ('reach-faith', 'Faith communities'), ('reach-newcomers', 'Refugees and people new to Luton'), ('reach-minorities', 'Minority ethnic communities'), ('services', 'Any service'), ('services-advice', 'Advice on money, benefits or housing'), ('services-food', 'Food and meals'), ('services-wellbeing', 'Counselling and wellbeing'), ('services-interpreting', 'Interpreting and translation'), ('services-childcare', 'Childcare'), ('services-english', 'English lessons'), ('services-transport', 'Transport'), ('services-jobs', 'Help with finding work')], max_length=30, verbose_name='what is needed')),
                ('amount', models.PositiveIntegerField(verbose_name='how many')),
                ('reasons', models.JSONField(default=list, help_text='Sentences as `core.words` keeps them.', verbose_name='reasons')),
            ],
            options={
                'verbose_name': 'part of a match',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('side', 'posting', 'category'), name='gift_once_a_side'), models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('amount__lte', 100000)), name='gift_is_some')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='partnerships.partnership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_in', to='organisations.organisation')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
            ],
            options={
                'verbose_name': 'group of a partnership',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'organisation'), name='partner_once_a_partnership'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='partner_answer_has_who_and_when')],
            },
        ),
    ]
