
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import assessment.models.scoring


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='score')),
                ('text', models.CharField(max_length=300, verbose_name='what it looks like')),
            ],
            options={
                'verbose_name': 'anchor',
                'ordering': ['score'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'assignment',
                'ordering': ['piece', 'assessor'],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='criterion')),
                ('explain', models.TextField(blank=True, verbose_name='what it means')),
                ('weight', models.PositiveSmallIntegerField(default=1, help_text='How many times it counts in the mean: 1 for all means that all count alike.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='weight')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('interest', models.CharField(choices=[('none', 'No interest'), ('declared', 'Declared an interest'), ('organisation', 'Same organisation'), ('address', 'Same address'), ('self', 'Their own application')], max_length=20, verbose_name='interest')),
                ('reason', models.TextField(blank=True, verbose_name='what the interest is')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'declaration of interest',
                'verbose_name_plural': 'declarations of interest',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Moderation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='agreed score')),
                ('reason', models.TextField(verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'moderation',
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
                ('value', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='score')),
                ('confidence', models.PositiveSmallIntegerField(choices=[(1, 'Not sure'), (2, 'Fairly sure'), (3, 'Sure')], default=2, verbose_name='how sure they are')),
                ('comment', models.TextField(blank=True, max_length=2000, verbose_name='why')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ['piece', 'criterion', 'assessor'],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(editable=False, max_length=30)),
                ('least_assessors', models.PositiveSmallIntegerField(default=2, verbose_name='scorers an application needs')),
                ('gap', models.PositiveSmallIntegerField(default=1, help_text='Scores of one criterion that differ by more are talked over.', validators=[django.core.validators.MaxValueValidator(4)], verbose_name='largest gap between scorers')),
                ('asked', models.CharField(choices=[('everybody', 'Everybody scores every application'), ('assigned', 'Each application has assessors of its own')], default='everybody', max_length=20, verbose_name='who scores what')),
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
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='first line of their address')),
                ('postcode', models.CharField(blank=True, max_length=8, verbose_name='postcode')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessors', to='assessment.assessment')),
            ],
            options={
                'verbose_name': 'panel member',
                'verbose_name_plural': 'selection panel',
                'ordering': ['pk'],
            },
        ),
    ]
