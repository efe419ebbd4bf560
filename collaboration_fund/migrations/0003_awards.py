
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import collaboration_fund.models.award


class Migration(migrations.Migration):

    dependencies = [
        ('collaboration_fund', '0002_initial'),
        ('organisations', '0002_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=collaboration_fund.models.award.new_award_reference, editable=False, max_length=13, unique=True, verbose_name='reference')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('pence', models.PositiveBigIntegerField(verbose_name='amount')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('decided_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='decided on')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='work begins on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='work ends on')),
                ('state', models.CharField(choices=[('offered', 'Offered: the agreement waits to be accepted'), ('agreed', 'Agreed'), ('closed', 'Closed'), ('declined', 'Not taken by the groups'), ('withdrawn', 'Taken back by the council')], default='offered', editable=False, max_length=20, verbose_name='state')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': ['-decided_on', 'reference'],
            },
        ),
        migrations.CreateModel(
            name='AwardMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of an award',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('pence', models.PositiveBigIntegerField(verbose_name='amount')),
            ],
            options={
                'verbose_name': 'share of an award',
                'verbose_name_plural': 'shares of awards',
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='monitoring',
            name='every_months',
            field=models.PositiveSmallIntegerField(default=0, help_text='0 is one report, when the work is over.', validators=[django.core.validators.MaxValueValidator(12)], verbose_name='a report every so many months'),
        ),
        migrations.AddField(
            model_name='round',
            name='committed_pence',
            field=models.PositiveBigIntegerField(default=0, editable=False, verbose_name='awarded so far'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('committed_pence__lte', models.F('total_pence'))), name='fund_round_awards_within_budget', violation_error_message="The budget can't be less than what is awarded already."),
        ),
        migrations.AddField(
            model_name='award',
            name='application',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='collaboration_fund.application'),
        ),
        migrations.AddField(
            model_name='award',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='awardmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='awardmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='collaboration_fund.award'),
        ),
        migrations.AddField(
            model_name='share',
            name='award',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='collaboration_fund.award'),
        ),
        migrations.AddField(
            model_name='share',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fund_shares', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'agreed', 'closed', 'declined', 'withdrawn'])), name='fund_award_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('pence__gte', 1)), name='fund_award_is_of_something', violation_error_message='Enter an amount above nought.'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='fund_award_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ends_on', None), ('starts_on', None)), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='fund_award_ends_after_it_starts', violation_error_message='The work must end after it begins.'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.UniqueConstraint(fields=('award', 'number'), name='fund_share_number_once'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.UniqueConstraint(fields=('award', 'organisation'), name='fund_share_once_a_group'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='fund_share_is_numbered'),
        ),
    ]
