
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='assessor',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='assessment.assessor'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='assessment.assessment', verbose_name='round'),
        ),
        migrations.AddField(
            model_name='anchor',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='assessment.criterion'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='assessment.assessor'),
        ),
        migrations.AddField(
            model_name='moderation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='moderation',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moderations', to='assessment.criterion'),
        ),
        migrations.AddField(
            model_name='piece',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='assessment.assessment'),
        ),
        migrations.AddField(
            model_name='moderation',
            name='piece',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moderations', to='assessment.piece'),
        ),
        migrations.AddField(
            model_name='declaration',
            name='piece',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='assessment.piece'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='piece',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='assessment.piece'),
        ),
        migrations.AddField(
            model_name='score',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='assessment.assessor'),
        ),
        migrations.AddField(
            model_name='score',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='assessment.criterion'),
        ),
        migrations.AddField(
            model_name='score',
            name='piece',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='assessment.piece'),
        ),
        migrations.AddConstraint(
            model_name='assessor',
            constraint=models.UniqueConstraint(fields=('assessment', 'person'), name='assessor_once_an_assessment', violation_error_message='This person is on the panel already.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('assessment', 'title'), name='criterion_once_an_assessment', violation_error_message='This round has a criterion with these words already.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 10)), name='criterion_weighs_1_to_10', violation_error_message='A weight is a whole number from 1 to 10.'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.UniqueConstraint(fields=('criterion', 'score'), name='anchor_once_a_score', violation_error_message='Write one text for each score.'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.CheckConstraint(condition=models.Q(('score__lte', 4)), name='anchor_score_is_0_to_4', violation_error_message='A score is a whole number from 0 to 4.'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.UniqueConstraint(fields=('piece', 'criterion'), name='moderation_once_a_criterion'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.CheckConstraint(condition=models.Q(('value__lte', 4)), name='moderation_is_0_to_4'),
        ),
        migrations.AddConstraint(
            model_name='moderation',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='moderation_says_why'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(fields=('piece', 'assessor'), name='declaration_once_an_assessor'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('interest', 'declared'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='declaration_says_what_the_interest_is'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(('interest__in', ['none', 'declared', 'organisation', 'address', 'self'])), name='declaration_interest_is_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('piece', 'assessor'), name='assignment_once_an_assessor'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('piece', 'assessor', 'criterion'), name='score_once_a_criterion'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('value__lte', 4)), name='score_is_0_to_4'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', [1, 2, 3])), name='score_confidence_is_1_to_3'),
        ),
    ]
