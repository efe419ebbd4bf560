import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import recruitment.models.application


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0001_initial'),
        ('places', '0001_initial'),
        ('questionnaires', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=recruitment.models.application.new_reference, editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('submitted', 'Submitted'), ('eligible', 'Eligible'), ('ineligible', 'Not eligible'), ('pooled', 'In the pool'), ('below', 'Below the threshold'), ('reserve', 'Reserve'), ('offered', 'Offered a seat'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('appointed', 'Appointed'), ('unsuccessful', 'Not chosen'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20, verbose_name='state')),
                ('sector', models.CharField(choices=[('residents', 'Residents'), ('community', 'Voluntary and community sector'), ('public', 'Public sector'), ('private', 'Private sector')], max_length=20, verbose_name='sector')),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                ('address', models.CharField(max_length=120, verbose_name='first line of the address')),
                ('postcode', models.CharField(max_length=8, verbose_name='postcode')),
                ('changed_details', models.JSONField(blank=True, editable=False, null=True, verbose_name='details changed since they were sent')),
                ('consented_at', models.DateTimeField(blank=True, null=True, verbose_name='consented at')),
                ('consent_how', models.CharField(blank=True, choices=[('online', 'On the portal'), ('form', 'On a signed form'), ('telephone', 'By telephone, to an officer')], max_length=20, verbose_name='how they consented')),
                ('consent_wording', models.TextField(blank=True, verbose_name='what they consented to')),
                ('arrived_on', models.DateField(blank=True, help_text='The day on which an application on paper or by telephone reached the council.', null=True, verbose_name='arrived on')),
                ('late_reason', models.TextField(blank=True, verbose_name='why it was entered after the closing')),
                ('screening_reason', models.TextField(blank=True, verbose_name='reason of the screening')),
                ('feedback', models.TextField(blank=True, verbose_name='feedback to the applicant')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told the outcome at')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='started at')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('entered_by', models.ForeignKey(blank=True, help_text='The officer who entered an application made on paper or by telephone.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taskforce_applications', to=settings.AUTH_USER_MODEL)),
                ('piece', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='application', to='assessment.piece')),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.response')),
                ('selection_response', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questionnaires.response')),
                ('ward', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.ward', verbose_name='ward')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
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
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='recruitment.application')),
            ],
            options={
                'verbose_name': 'application history',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('preparing', 'Being worked out'), ('worked-out', 'Worked out, not published yet'), ('impossible', 'No panel meets the targets'), ('published', 'Lottery published'), ('drawn', 'Drawn'), ('abandoned', 'Abandoned')], default='preparing', editable=False, max_length=20, verbose_name='state')),
                ('size', models.PositiveSmallIntegerField(verbose_name='seats to draw')),
                ('panels', models.PositiveSmallIntegerField(default=1000, verbose_name='panels')),
                ('seed', models.CharField(help_text='Fixes how the panels are numbered. Public.', max_length=80, verbose_name='seed of the lottery')),
                ('sealed_inputs', models.BinaryField()),
                ('outcome', models.JSONField(default=dict, editable=False)),
                ('lottery', models.BinaryField(null=True)),
                ('lottery_sha256', models.CharField(blank=True, max_length=64, verbose_name='hash of the lottery')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
                ('number_source', models.CharField(blank=True, help_text='A public source of chance that nobody knows yet, said before the draw.', max_length=200, verbose_name='where the number comes from')),
                ('number_on', models.DateField(blank=True, null=True, verbose_name='day on which it gives its number')),
                ('chance', models.CharField(blank=True, editable=False, max_length=200, verbose_name='what the source gave')),
                ('number', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='panel drawn')),
                ('drawn_at', models.DateTimeField(blank=True, null=True, verbose_name='drawn at')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='started at')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'draw',
                'verbose_name_plural': 'draws',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DrawMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='recruitment.draw')),
            ],
            options={
                'verbose_name': 'draw history',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'follower',
                'ordering': ['at'],
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
                ('terms', models.TextField(verbose_name='terms of reference')),
                ('terms_en', models.TextField(null=True, verbose_name='terms of reference')),
                ('terms_ur', models.TextField(null=True, verbose_name='terms of reference')),
                ('role', models.TextField(verbose_name='role description')),
                ('role_en', models.TextField(null=True, verbose_name='role description')),
                ('role_ur', models.TextField(null=True, verbose_name='role description')),
                ('commitment', models.TextField(help_text='Meetings, hours, residential.', verbose_name='what it takes')),
                ('commitment_en', models.TextField(help_text='Meetings, hours, residential.', null=True, verbose_name='what it takes')),
                ('commitment_ur', models.TextField(help_text='Meetings, hours, residential.', null=True, verbose_name='what it takes')),
                ('expenses', models.TextField(verbose_name='expenses and support')),
                ('expenses_en', models.TextField(null=True, verbose_name='expenses and support')),
                ('expenses_ur', models.TextField(null=True, verbose_name='expenses and support')),
                ('eligibility', models.TextField(help_text='One condition a line: the self-check asks each of them.', verbose_name='who can apply')),
                ('eligibility_en', models.TextField(help_text='One condition a line: the self-check asks each of them.', null=True, verbose_name='who can apply')),
                ('eligibility_ur', models.TextField(help_text='One condition a line: the self-check asks each of them.', null=True, verbose_name='who can apply')),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('closes_at', models.DateTimeField(verbose_name='closes')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed at')),
                ('starts_on', models.DateField(verbose_name='members start on')),
                ('term_months', models.PositiveSmallIntegerField(default=24, verbose_name='term in months')),
                ('selection_consent', models.TextField(blank=True, help_text='What people agree to, word for word. A new wording asks for a new consent.', verbose_name='consent to the selection questions')),
                ('selection_consent_en', models.TextField(blank=True, help_text='What people agree to, word for word. A new wording asks for a new consent.', null=True, verbose_name='consent to the selection questions')),
                ('selection_consent_ur', models.TextField(blank=True, help_text='What people agree to, word for word. A new wording asks for a new consent.', null=True, verbose_name='consent to the selection questions')),
                ('one_a_household', models.BooleanField(default=True, verbose_name='at most one member an address')),
                ('threshold', models.DecimalField(decimal_places=2, default=2, help_text='The mean score, 0 to 4, that opens the pool.', max_digits=3, validators=[django.core.validators.MaxValueValidator(4)], verbose_name='threshold')),
                ('reply_days', models.PositiveSmallIntegerField(default=14, verbose_name='days to answer an offer')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open for applications'), ('screening', 'Closed: screening'), ('scoring', 'Scoring'), ('pool', 'Pool settled'), ('offering', 'Offering seats'), ('appointed', 'Appointed'), ('cancelled', 'Cancelled')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('cancel_reason', models.TextField(blank=True, editable=False, verbose_name='reason for cancelling')),
                ('cancel_reason_en', models.TextField(blank=True, editable=False, null=True, verbose_name='reason for cancelling')),
                ('cancel_reason_ur', models.TextField(blank=True, editable=False, null=True, verbose_name='reason for cancelling')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('application_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionset', verbose_name='application questions')),
                ('application_version', models.ForeignKey(editable=False, help_text='Kept from the opening on, whatever is published later.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.setversion', verbose_name='version of the application questions')),
                ('assessment', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='round', to='assessment.assessment')),
                ('runners', models.ManyToManyField(blank=True, help_text='They run this round and see no other.', related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='external recruiters')),
                ('selection_set', models.ForeignKey(blank=True, help_text='Asked apart, with consent, for the lottery. Encrypted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionset', verbose_name='selection questions')),
                ('selection_version', models.ForeignKey(editable=False, help_text='Kept from the opening on, whatever is published later.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.setversion', verbose_name='version of the selection questions')),
            ],
            options={
                'verbose_name': 'recruitment round',
                'verbose_name_plural': 'recruitment rounds',
                'ordering': ['-opens_at', '-pk'],
                'permissions': [('run_round', 'Can run every recruitment round'), ('run_own_round', 'Can run the rounds that name them'), ('export_applications', 'Can export applications and pools')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='recruitment.round')),
            ],
            options={
                'verbose_name': 'invitation',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='HomeDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_same', models.BooleanField(verbose_name='one home')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='recruitment.application')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='recruitment.application')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='home_decisions', to='recruitment.round')),
            ],
            options={
                'verbose_name': 'decision on two addresses',
                'verbose_name_plural': 'decisions on two addresses',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='draw',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='recruitment.round'),
        ),
        migrations.AddField(
            model_name='application',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='recruitment.round'),
        ),
        migrations.CreateModel(
            name='RoundAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=200, verbose_name='question')),
                ('question_en', models.CharField(max_length=200, null=True, verbose_name='question')),
                ('question_ur', models.CharField(max_length=200, null=True, verbose_name='question')),
                ('answer', models.TextField(verbose_name='answer')),
                ('answer_en', models.TextField(null=True, verbose_name='answer')),
                ('answer_ur', models.TextField(null=True, verbose_name='answer')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='recruitment.round')),
            ],
            options={
                'verbose_name': 'question and answer',
                'verbose_name_plural': 'questions and answers',
                'ordering': ['order', 'pk'],
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
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='recruitment.round')),
            ],
            options={
                'verbose_name': 'round history',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SeatGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sector', models.CharField(choices=[('residents', 'Residents'), ('community', 'Voluntary and community sector'), ('public', 'Public sector'), ('private', 'Private sector')], max_length=20, verbose_name='sector')),
                ('number', models.PositiveSmallIntegerField(verbose_name='seats')),
                ('how', models.CharField(choices=[('lottery', 'By lottery'), ('scores', 'By scores alone'), ('nomination', 'By reserved nomination')], default='lottery', max_length=20, verbose_name='how they are filled')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seat_groups', to='recruitment.round')),
            ],
            options={
                'verbose_name': 'seats of a sector',
                'verbose_name_plural': 'seats by sector',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feature', models.CharField(max_length=40, verbose_name='category')),
                ('value', models.CharField(max_length=60, verbose_name='value')),
                ('minimum', models.PositiveSmallIntegerField(verbose_name='at least')),
                ('maximum', models.PositiveSmallIntegerField(verbose_name='at most')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='recruitment.round')),
            ],
            options={
                'verbose_name': 'target',
                'verbose_name_plural': 'targets',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DrawEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pool_number', models.CharField(max_length=8, verbose_name='pool number')),
                ('probability', models.FloatField(null=True, verbose_name='chance of selection')),
                ('chosen', models.BooleanField(default=False, verbose_name='chosen')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draw_entries', to='recruitment.application')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='recruitment.draw')),
            ],
            options={
                'verbose_name': 'entry in a draw',
                'ordering': ['pool_number'],
                'constraints': [models.UniqueConstraint(fields=('draw', 'application'), name='draw_entry_once_an_application'), models.UniqueConstraint(fields=('draw', 'pool_number'), name='draw_entry_once_a_number'), models.CheckConstraint(condition=models.Q(('probability', None), models.Q(('probability__gte', 0), ('probability__lte', 1)), _connector='OR'), name='draw_entry_probability_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sector', models.CharField(choices=[('residents', 'Residents'), ('community', 'Voluntary and community sector'), ('public', 'Public sector'), ('private', 'Private sector')], max_length=20, verbose_name='sector')),
                ('basis', models.CharField(choices=[('lottery', 'Drawn by lottery'), ('scores', 'Highest scores'), ('nomination', 'Reserved nomination'), ('replacement', 'Replacement by lottery')], max_length=20, verbose_name='how it came about')),
                ('why', models.TextField(blank=True, verbose_name='why to this applicant')),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='offered at')),
                ('reply_by', models.DateTimeField(verbose_name='answer by')),
                ('answer', models.CharField(choices=[('open', 'No answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('lapsed', 'No answer in time'), ('taken-back', 'Given up'), ('ended', 'Ended with the round')], default='open', max_length=20, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('decline_reason', models.TextField(blank=True, max_length=1000, verbose_name='reason for declining')),
                ('interests', models.TextField(blank=True, max_length=2000, verbose_name='interests to register')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='recruitment.application')),
                ('draw', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='recruitment.draw')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='recruitment.offer')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': ['-offered_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer__in', ['open', 'accepted'])), fields=('application',), name='offer_one_that_stands'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'nomination'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='offer_by_nomination_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('basis__in', ['lottery', 'replacement']), _negated=True), ('draw__isnull', False), _connector='OR'), name='offer_by_lottery_names_its_draw')],
            },
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='recruitment_round_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'screening', 'scoring', 'pool', 'offering', 'appointed', 'cancelled'])), name='round_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='round_closes_after_it_opens', violation_error_message='The round must close after it opens.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('threshold__gte', 0), ('threshold__lte', 4)), name='round_threshold_is_a_score', violation_error_message='The threshold is a score from 0 to 4.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('term_months__gte', 1), ('reply_days__gte', 1)), name='round_term_and_reply_last', violation_error_message='The term lasts 1 month or more, and people have 1 day or more to answer.'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('round', 'fingerprint'), name='invitation_once_an_address'),
        ),
        migrations.AddConstraint(
            model_name='homedecision',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='home_decision_once_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='homedecision',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='home_decision_in_order'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['preparing', 'worked-out', 'impossible', 'published', 'drawn', 'abandoned'])), name='draw_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'drawn']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='draw_published_says_when'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['worked-out', 'published', 'drawn']), _negated=True), models.Q(models.Q(('lottery_sha256', ''), _negated=True), ('lottery__isnull', False)), _connector='OR'), name='draw_published_has_its_lottery'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'drawn'), ('drawn_at__isnull', False), ('number__isnull', False)), models.Q(models.Q(('state', 'drawn'), _negated=True), ('number', None)), _connector='OR'), name='draw_drawn_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['preparing', 'worked-out', 'published'])), fields=('round',), name='draw_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='draw',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'drawn')), fields=('round',), name='draw_once_a_round'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['round', 'state'], name='application_by_round'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'eligible', 'ineligible', 'pooled', 'below', 'reserve', 'offered', 'accepted', 'declined', 'appointed', 'unsuccessful', 'withdrawn'])), name='application_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('sector__in', ['residents', 'community', 'public', 'private'])), name='application_sector_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'submitted', 'eligible', 'ineligible', 'pooled', 'below', 'reserve', 'offered', 'accepted', 'declined', 'appointed', 'unsuccessful'))), fields=('round', 'person'), name='application_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('submitted', 'eligible', 'ineligible', 'pooled', 'below', 'reserve', 'offered', 'accepted', 'declined', 'appointed', 'unsuccessful')), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='application_sent_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('selection_response', None), ('consented_at__isnull', False), _connector='OR'), name='application_selection_answers_need_consent'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ineligible'), _negated=True), models.Q(('screening_reason', ''), _negated=True), _connector='OR'), name='application_ineligible_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('late_reason', ''), ('arrived_on__isnull', False), _connector='OR'), name='application_late_says_when_it_arrived'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('consent_how__in', ['', 'online', 'form', 'telephone'])), name='application_way_of_consent_is_known'),
        ),
        migrations.AddConstraint(
            model_name='seatgroup',
            constraint=models.UniqueConstraint(fields=('round', 'sector'), name='seat_group_once_a_sector', violation_error_message='Name each sector once.'),
        ),
        migrations.AddConstraint(
            model_name='seatgroup',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='seat_group_has_seats', violation_error_message='Enter 1 seat or more, or delete the sector.'),
        ),
        migrations.AddConstraint(
            model_name='seatgroup',
            constraint=models.CheckConstraint(condition=models.Q(('sector__in', ['residents', 'community', 'public', 'private']), ('how__in', ['lottery', 'scores', 'nomination'])), name='seat_group_sector_and_way_are_known', violation_error_message='Choose a sector and how its seats are filled.'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('round', 'feature', 'value'), name='target_once_a_value'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__lte', models.F('maximum'))), name='target_minimum_within_maximum', violation_error_message="“At least” can't be more than “at most”."),
        ),
    ]
