import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.columns
import core.files


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(help_text='The portal finds the set by it.', max_length=60, unique=True, verbose_name='key')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('title_en', models.CharField(max_length=160, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=160, null=True, verbose_name='title')),
                ('purpose', models.CharField(choices=[('application', 'Application'), ('selection', 'Selection (who is drawn)'), ('monitoring', 'Equality monitoring'), ('feedback', 'Feedback'), ('survey', 'Survey')], max_length=20, verbose_name='purpose')),
                ('is_special', models.BooleanField(default=False, help_text='Such as ethnicity, health or belief. Answers are encrypted, kept apart from names, and read by a permission of their own. Equality and selection sets always are.', verbose_name='special-category data')),
            ],
            options={
                'verbose_name': 'question set',
                'verbose_name_plural': 'question sets',
                'ordering': ['title', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='question_set_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.CheckConstraint(condition=models.Q(('purpose__in', ['application', 'selection', 'monitoring', 'feedback', 'survey'])), name='question_set_purpose_is_known', violation_error_message='Choose what the set is for from the list.'), models.CheckConstraint(condition=models.Q(models.Q(('purpose__in', ('selection', 'monitoring')), _negated=True), ('is_special', True), _connector='OR'), name='question_set_equality_is_special', violation_error_message='Equality and selection questions are always special-category data.')],
            },
        ),
        migrations.CreateModel(
            name='AnswerTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answer_tags', to='questionnaires.questionset')),
                ('name', models.CharField(max_length=60, verbose_name='tag')),
                ('name_compared', core.columns.ComparableColumn(blank=True, default='', editable=False, of='name')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ['name_compared', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name_compared', ''), _negated=True), name='answer_tag_says_something', violation_error_message='Write the tag in letters or figures.'), models.UniqueConstraint(fields=('question_set', 'name_compared'), name='answer_tag_once_a_set', violation_error_message='This set has this tag already.')],
            },
        ),
        migrations.CreateModel(
            name='SetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='questionnaires.questionset', verbose_name='set')),
                ('number', models.PositiveIntegerField(editable=False, verbose_name='version')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('intro', models.TextField(blank=True, help_text='Why you ask, and what happens with the answers. Shown before the questions.', max_length=4000, verbose_name='introduction')),
                ('intro_en', models.TextField(blank=True, help_text='Why you ask, and what happens with the answers. Shown before the questions.', max_length=4000, null=True, verbose_name='introduction')),
                ('intro_ur', models.TextField(blank=True, help_text='Why you ask, and what happens with the answers. Shown before the questions.', max_length=4000, null=True, verbose_name='introduction')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published at')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['question_set_id', '-number'],
                'permissions': [('publish_setversion', 'Can publish and retire versions')],
                'constraints': [models.UniqueConstraint(fields=('question_set', 'number'), name='set_version_number_once', violation_error_message='There is a version with this number already. Reload the page.'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('question_set',), name='set_version_one_published', violation_error_message='Another version of this set is published. Retire it first.'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('question_set',), name='set_version_one_draft', violation_error_message='There is a draft of this set already. Go on with that one.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'retired'])), name='set_version_state_is_known', violation_error_message='A version is a draft, published or retired.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('published_at__isnull', False), _connector='OR'), name='set_version_published_has_a_time', violation_error_message='A published version says when it was published.')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_set', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='survey', to='questionnaires.questionset', verbose_name='set')),
                ('version', models.ForeignKey(blank=True, help_text='Publishing another changes nothing for a survey that is open: choose it here to ask it from now on. Whoever has begun goes on with theirs.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.setversion', verbose_name='version that people answer')),
                ('audience', models.CharField(choices=[('signed-in', 'People who are signed in, once each'), ('anybody', 'Anybody, also without signing in')], default='signed-in', help_text='Without signing in, answers are sent from one page, can’t be saved for later, and nothing stops anybody from answering twice.', max_length=20, verbose_name='who may answer')),
                ('opens_at', models.DateTimeField(verbose_name='opens at')),
                ('closes_at', models.DateTimeField(blank=True, help_text='Empty: open until you retire it.', null=True, verbose_name='closes at')),
            ],
            options={
                'verbose_name': 'survey dates',
                'verbose_name_plural': 'survey dates',
                'ordering': ['-opens_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['signed-in', 'anybody'])), name='survey_audience_is_known', violation_error_message='Choose who may answer.'), models.CheckConstraint(condition=models.Q(('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='survey_closes_after_it_opens', violation_error_message='A survey must close after it opens.')],
            },
        ),
        migrations.CreateModel(
            name='VersionMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='questionnaires.setversion')),
            ],
            options={
                'verbose_name': 'version history',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='questionnaires.setversion', verbose_name='version')),
                ('pseudonym', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='pseudonym')),
                ('state', models.CharField(choices=[('draft', 'Being answered'), ('submitted', 'Submitted'), ('withdrawn', 'Withdrawn')], default='draft', max_length=20, verbose_name='state')),
                ('language', models.CharField(choices=[('en', 'English'), ('ur', 'اردو')], max_length=5, verbose_name='language')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='started at')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='last saved at')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted at')),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
                'ordering': ['-started_at', 'pk'],
                'permissions': [('view_answers', 'Can read answers'), ('view_special_answers', 'Can read special-category answers'), ('export_answers', 'Can export answers')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'withdrawn'])), name='response_state_is_known', violation_error_message='A response is being answered, submitted or withdrawn.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'submitted'), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='response_submitted_has_a_time', violation_error_message='A submitted response says when it was submitted.')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='questionnaires.setversion')),
                ('key', models.SlugField(max_length=60, verbose_name='key')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('title_en', models.CharField(max_length=160, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=160, null=True, verbose_name='title')),
                ('intro', models.TextField(blank=True, max_length=4000, verbose_name='introduction')),
                ('intro_en', models.TextField(blank=True, max_length=4000, null=True, verbose_name='introduction')),
                ('intro_ur', models.TextField(blank=True, max_length=4000, null=True, verbose_name='introduction')),
                ('is_one_page', models.BooleanField(default=False, help_text='All questions on one page, for few that are closely tied.', verbose_name='ask together')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='section_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.UniqueConstraint(fields=('version', 'key'), name='section_key_once_a_version', violation_error_message='Another section of this version has this key. Choose another.')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='questionnaires.setversion')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='questionnaires.section', verbose_name='section')),
                ('key', models.SlugField(help_text='The same in every version, so that answers can be set side by side.', max_length=60, verbose_name='key')),
                ('kind', models.CharField(choices=[('short-text', 'Short text'), ('long-text', 'Long text'), ('number', 'Whole number'), ('money', 'Money'), ('date', 'Date'), ('postcode', 'Postcode'), ('one', 'One choice'), ('many', 'Several choices'), ('file', 'File'), ('table', 'Table of rows'), ('statement', 'Statement, not a question')], max_length=20, verbose_name='kind')),
                ('label', models.TextField(max_length=500, verbose_name='question')),
                ('label_en', models.TextField(max_length=500, null=True, verbose_name='question')),
                ('label_ur', models.TextField(max_length=500, null=True, verbose_name='question')),
                ('help', models.TextField(blank=True, max_length=2000, verbose_name='help')),
                ('help_en', models.TextField(blank=True, max_length=2000, null=True, verbose_name='help')),
                ('help_ur', models.TextField(blank=True, max_length=2000, null=True, verbose_name='help')),
                ('is_required', models.BooleanField(default=True, verbose_name='must be answered')),
                ('is_identifying', models.BooleanField(default=False, help_text='Never shown to people who read without names. Files never are.', verbose_name='tells who somebody is')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('max_characters', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='most characters')),
                ('max_words', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='most words')),
                ('min_number', models.BigIntegerField(blank=True, null=True, verbose_name='smallest number')),
                ('max_number', models.BigIntegerField(blank=True, null=True, verbose_name='largest number')),
                ('earliest', models.DateField(blank=True, null=True, verbose_name='earliest date')),
                ('latest', models.DateField(blank=True, null=True, verbose_name='latest date')),
                ('max_choices', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='most choices')),
                ('max_rows', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='most rows')),
                ('file_kinds', models.CharField(blank=True, help_text='Such as “pdf, docx, jpg”. Empty: any that the portal takes.', max_length=100, verbose_name='kinds of file')),
                ('max_megabytes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(8)], verbose_name='largest file, in MB')),
                ('show_if_question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='questionnaires.question', verbose_name='ask only if this earlier question')),
                ('show_if_operator', models.CharField(blank=True, choices=[('is', 'is'), ('is-not', 'is answered and is not'), ('includes', 'includes'), ('answered', 'is answered')], default='', max_length=20, verbose_name='answer')),
                ('show_if_value', models.CharField(blank=True, help_text='A choice by its value.', max_length=200, verbose_name='value')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['section__order', 'section_id', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='question_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.UniqueConstraint(fields=('version', 'key'), name='question_key_once_a_version', violation_error_message='Another question of this version has this key.'), models.CheckConstraint(condition=models.Q(('kind__in', ['short-text', 'long-text', 'number', 'money', 'date', 'postcode', 'one', 'many', 'file', 'table', 'statement'])), name='question_kind_is_known', violation_error_message='Choose a kind of question from the list.'), models.CheckConstraint(condition=models.Q(models.Q(('show_if_operator', ''), ('show_if_question__isnull', True)), models.Q(('show_if_operator__in', ['is', 'is-not', 'includes', 'answered']), ('show_if_question__isnull', False)), _connector='OR'), name='question_condition_is_whole', violation_error_message='A condition takes a question and how to look at it.'), models.CheckConstraint(condition=models.Q(('min_number__isnull', True), ('max_number__isnull', True), ('min_number__lte', models.F('max_number')), _connector='OR'), name='question_smallest_is_not_above_largest', violation_error_message='The smallest must not be above the largest.'), models.CheckConstraint(condition=models.Q(('earliest__isnull', True), ('latest__isnull', True), ('earliest__lte', models.F('latest')), _connector='OR'), name='question_earliest_is_not_after_latest', violation_error_message='The earliest date must not be after the latest.')],
            },
        ),
        migrations.CreateModel(
            name='MonitoringLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='monitoring_link', to=settings.AUTH_USER_MODEL)),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionnaires.response')),
            ],
            options={
                'verbose_name': 'link to equality answers',
                'verbose_name_plural': 'links to equality answers',
            },
        ),
        migrations.CreateModel(
            name='AnswerFile',
            fields=[
                ('file', models.FileField(max_length=80, upload_to=core.files.random_name, verbose_name='file')),
                ('kind', models.CharField(editable=False, max_length=5, verbose_name='kind of file')),
                ('size', models.PositiveBigIntegerField(editable=False, verbose_name='size in bytes')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('scan', models.CharField(choices=[('waiting', 'Not scanned'), ('clean', 'Found clean'), ('refused', 'Refused')], default='waiting', editable=False, max_length=20, verbose_name='scan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='sent at')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='questionnaires.response')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='questionnaires.question')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['at', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'csv', 'txt', 'jpg', 'png', 'webp']), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True)), name='answerfile_was_looked_at', violation_error_message='A file is looked at before it is kept.'), models.CheckConstraint(condition=models.Q(('scan__in', ['waiting', 'clean', 'refused'])), name='answerfile_scan_is_known', violation_error_message='A file waits for the scanner, or was found clean, or was refused.')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questionnaires.response')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='questionnaires.question')),
                ('value', models.JSONField(null=True, verbose_name='value')),
                ('sealed', models.BinaryField(null=True)),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'constraints': [models.UniqueConstraint(fields=('response', 'question'), name='answer_once_a_question', violation_error_message='This question has been answered already.'), models.CheckConstraint(condition=models.Q(models.Q(('sealed__isnull', True), ('value__isnull', False)), models.Q(('sealed__isnull', False), ('value__isnull', True)), _connector='OR'), name='answer_is_plain_or_sealed', violation_error_message='An answer is either written plainly or sealed.')],
            },
        ),
        migrations.CreateModel(
            name='ResponseMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='questionnaires.response')),
            ],
            options={
                'verbose_name': 'response history',
                'ordering': ['at', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('actor__isnull', True)), name='response_move_names_nobody', violation_error_message='The history of a response never names anybody.')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='questionnaires.response')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('value', models.JSONField(null=True)),
                ('sealed', models.BinaryField(null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='submitted at')),
            ],
            options={
                'verbose_name': 'submission',
                'verbose_name_plural': 'submissions',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('response', 'number'), name='submission_number_once', violation_error_message='There is a submission with this number already.'), models.CheckConstraint(condition=models.Q(models.Q(('sealed__isnull', True), ('value__isnull', False)), models.Q(('sealed__isnull', False), ('value__isnull', True)), _connector='OR'), name='submission_is_plain_or_sealed', violation_error_message='A submission is either written plainly or sealed.')],
            },
        ),
        migrations.CreateModel(
            name='SurveyResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='questionnaires.survey')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_responses', to=settings.AUTH_USER_MODEL)),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questionnaires.response')),
            ],
            options={
                'verbose_name': 'link to survey answers',
                'verbose_name_plural': 'links to survey answers',
                'constraints': [models.UniqueConstraint(fields=('survey', 'person'), name='survey_response_once_a_person', violation_error_message='This person has answered the survey already.')],
            },
        ),
        migrations.CreateModel(
            name='Tagging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='questionnaires.answertag')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='questionnaires.response')),
                ('key', models.CharField(max_length=60, verbose_name='key of the question')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='tagged at')),
            ],
            options={
                'verbose_name': 'tagged answer',
                'verbose_name_plural': 'tagged answers',
                'constraints': [models.UniqueConstraint(fields=('response', 'key', 'tag'), name='tagging_once_an_answer', violation_error_message='This answer has this tag already.')],
            },
        ),
        migrations.CreateModel(
            name='Column',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='questionnaires.question')),
                ('key', models.SlugField(max_length=60, verbose_name='key')),
                ('label', models.CharField(max_length=160, verbose_name='label')),
                ('label_en', models.CharField(max_length=160, null=True, verbose_name='label')),
                ('label_ur', models.CharField(max_length=160, null=True, verbose_name='label')),
                ('kind', models.CharField(choices=[('short-text', 'Short text'), ('number', 'Whole number'), ('money', 'Money'), ('date', 'Date')], default='short-text', max_length=20, verbose_name='kind')),
                ('is_required', models.BooleanField(default=True, verbose_name='must be filled in')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'column',
                'verbose_name_plural': 'columns',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='column_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.UniqueConstraint(fields=('question', 'key'), name='column_key_once', violation_error_message='Two columns of this table have the same key. Change one.'), models.CheckConstraint(condition=models.Q(('kind__in', ['short-text', 'number', 'money', 'date'])), name='column_kind_is_known', violation_error_message='Choose a kind of column from the list.')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='questionnaires.question')),
                ('value', models.SlugField(max_length=80, verbose_name='value')),
                ('label', models.CharField(max_length=300, verbose_name='label')),
                ('label_en', models.CharField(max_length=300, null=True, verbose_name='label')),
                ('label_ur', models.CharField(max_length=300, null=True, verbose_name='label')),
                ('is_exclusive', models.BooleanField(default=False, verbose_name="can't go with others")),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'choice',
                'verbose_name_plural': 'choices',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='choice_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.UniqueConstraint(fields=('question', 'value'), name='choice_value_once', violation_error_message='Two choices of this question have the same value. Change one.')],
            },
        ),
    ]
