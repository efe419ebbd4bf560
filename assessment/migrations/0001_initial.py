import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import assessment.models.scoring


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(editable=False, max_length=30)),
                ('least_assessors', models.PositiveSmallIntegerField(default=2, verbose_name='scorers an application needs')),
                ('gap', models.PositiveSmallIntegerField(default=1, help_text='Scores of one criterion that differ by more are talked over.', validators=[django.core.validators.MaxValueValidator(4)], verbose_name='largest gap between scorers')),
                ('asked', models.CharField(choices=[('everybody', 'Everybody scores every application'), ('assigned', 'Each application has assessors of its own')], default='everybody', max_length=20, verbose_name='who scores what')),
                ('is_blind', models.BooleanField(default=True, help_text='Names of groups, questions that identify and files are left out of what they read.', verbose_name='assessors don’t see who applies')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('least_assessors__gte', 2)), name='assessment_two_assessors_at_least', violation_error_message='At least two people score each application.'), models.CheckConstraint(condition=models.Q(('gap__lte', 4)), name='assessment_gap_is_a_score', violation_error_message='The gap is a score from 0 to 4.'), models.CheckConstraint(condition=models.Q(('asked__in', ['everybody', 'assigned'])), name='assessment_asked_is_known', violation_error_message='Choose who scores what.')],
            },
        ),
        migrations.CreateModel(
            name='Assessor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessors', to='assessment.assessment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='first line of their address')),
                ('postcode', models.CharField(blank=True, max_length=8, verbose_name='postcode')),
                ('areas', models.JSONField(blank=True, default=list, verbose_name='what they know about')),
                ('largest_load', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1)], verbose_name='how many applications they take at most')),
            ],
            options={
                'verbose_name': 'panel member',
                'verbose_name_plural': 'selection panel',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('assessment', 'person'), name='assessor_once_an_assessment', violation_error_message='This person is on the panel already.'), models.CheckConstraint(condition=models.Q(('largest_load__gte', 1)), name='assessor_takes_one_at_least', violation_error_message='The largest load is one or more, or empty.')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='assessment.assessment')),
                ('each', models.PositiveSmallIntegerField(verbose_name='assessors for each application')),
                ('even', models.BooleanField(verbose_name='shared out evenly')),
                ('said', models.JSONField(verbose_name='what came of it')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='worked out at')),
                ('released_at', models.DateTimeField(null=True, verbose_name='released at')),
            ],
            options={
                'verbose_name': 'plan of who scores what',
                'verbose_name_plural': 'plans of who scores what',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('assessment',), name='plan_one_held_an_assessment'), models.CheckConstraint(condition=models.Q(('each__gte', 1)), name='plan_asks_for_one_at_least')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='assessment.assessment', verbose_name='round')),
                ('title', models.CharField(max_length=120, verbose_name='criterion')),
                ('explain', models.TextField(blank=True, verbose_name='what it means')),
                ('weight', models.PositiveSmallIntegerField(default=1, help_text='How many times it counts in the mean: 1 for all means that all count alike.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='weight')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ['order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('assessment', 'title'), name='criterion_once_an_assessment', violation_error_message='This round has a criterion with these words already.'), models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 10)), name='criterion_weighs_1_to_10', violation_error_message='A weight is a whole number from 1 to 10.')],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='assessment.assessment')),
                ('code', models.CharField(default=assessment.models.scoring.new_code, editable=False, max_length=5, unique=True, verbose_name='code')),
            ],
            options={
                'verbose_name': 'application to score',
                'verbose_name_plural': 'applications to score',
                'ordering': ['code'],
                'permissions': [('assess', 'Can score what the panels that they sit on are asked to')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='assessment.piece')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='assessment.assessor')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='assessment.criterion')),
                ('value', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='score')),
                ('confidence', models.PositiveSmallIntegerField(choices=[(1, 'Not sure'), (2, 'Fairly sure'), (3, 'Sure')], default=2, verbose_name='how sure they are')),
                ('comment', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('edition', models.CharField(blank=True, editable=False, max_length=64, verbose_name='edition')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ['piece', 'criterion', 'assessor'],
                'constraints': [models.UniqueConstraint(fields=('piece', 'assessor', 'criterion', 'edition'), name='score_once_a_criterion'), models.CheckConstraint(condition=models.Q(('value__lte', 4)), name='score_is_0_to_4'), models.CheckConstraint(condition=models.Q(('confidence__in', [1, 2, 3])), name='score_confidence_is_1_to_3')],
            },
        ),
        migrations.CreateModel(
            name='Lift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lifts', to='assessment.piece')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lifts', to='assessment.assessor')),
                ('ties', models.JSONField(verbose_name='what was found')),
                ('reason', models.TextField(verbose_name='why it is lifted')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'lifted interest',
                'verbose_name_plural': 'lifted interests',
                'ordering': ['-at'],
                'constraints': [models.UniqueConstraint(fields=('piece', 'assessor'), name='lift_once_an_assessor'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='lift_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='assessment.piece')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='assessment.assessor')),
                ('advice', models.CharField(choices=[('fund', 'Fund it'), ('conditions', 'Fund it with conditions'), ('refuse', 'Don’t fund it')], max_length=20, verbose_name='recommendation')),
                ('conditions', models.TextField(blank=True, max_length=1000, verbose_name='conditions')),
                ('edition', models.CharField(blank=True, editable=False, max_length=64, verbose_name='edition')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
                'ordering': ['piece', 'assessor'],
                'constraints': [models.UniqueConstraint(fields=('piece', 'assessor', 'edition'), name='recommendation_once_an_edition'), models.CheckConstraint(condition=models.Q(('conditions', ''), ('advice', 'conditions'), _connector='OR'), name='recommendation_conditions_only_with'), models.CheckConstraint(condition=models.Q(('submitted_at', None), models.Q(('advice', 'conditions'), _negated=True), models.Q(('conditions', ''), _negated=True), _connector='OR'), name='recommendation_says_its_conditions'), models.CheckConstraint(condition=models.Q(('advice__in', ['fund', 'conditions', 'refuse'])), name='recommendation_advice_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='assessment.criterion')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='score')),
                ('text', models.CharField(max_length=300, verbose_name='what it looks like')),
            ],
            options={
                'verbose_name': 'anchor',
                'ordering': ['score'],
                'constraints': [models.UniqueConstraint(fields=('criterion', 'score'), name='anchor_once_a_score', violation_error_message='Write one text for each score.'), models.CheckConstraint(condition=models.Q(('score__lte', 4)), name='anchor_score_is_0_to_4', violation_error_message='A score is a whole number from 0 to 4.')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='assessment.piece')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='assessment.assessor')),
                ('released_at', models.DateTimeField(editable=False, null=True, verbose_name='asked at')),
            ],
            options={
                'verbose_name': 'assignment',
                'ordering': ['piece', 'assessor'],
                'constraints': [models.UniqueConstraint(fields=('piece', 'assessor'), name='assignment_once_an_assessor')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='assessment.piece')),
                ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='assessment.assessor')),
                ('interest', models.CharField(choices=[('none', 'No interest'), ('declared', 'Declared an interest'), ('organisation', 'Same organisation'), ('committee', 'Named on the committee'), ('partner', 'Their group works with this one'), ('registered', 'In the register of interests'), ('mailbox', 'Same email address'), ('address', 'Same address'), ('self', 'Their own application')], max_length=20, verbose_name='interest')),
                ('reason', models.TextField(blank=True, verbose_name='what the interest is')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'declaration of interest',
                'verbose_name_plural': 'declarations of interest',
                'ordering': ['-at'],
                'constraints': [models.UniqueConstraint(fields=('piece', 'assessor'), name='declaration_once_an_assessor'), models.CheckConstraint(condition=models.Q(models.Q(('interest', 'declared'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='declaration_says_what_the_interest_is'), models.CheckConstraint(condition=models.Q(('interest__in', ['none', 'declared', 'organisation', 'committee', 'partner', 'registered', 'mailbox', 'address', 'self'])), name='declaration_interest_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Moderation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moderations', to='assessment.piece')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moderations', to='assessment.criterion')),
                ('value', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='agreed score')),
                ('reason', models.TextField(verbose_name='why')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'moderation',
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('piece', 'criterion'), name='moderation_once_a_criterion'), models.CheckConstraint(condition=models.Q(('value__lte', 4)), name='moderation_is_0_to_4'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='moderation_says_why')],
            },
        ),
    ]
