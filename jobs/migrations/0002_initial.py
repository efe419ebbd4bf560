
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('jobs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='backgroundjob',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by'),
        ),
        migrations.AddConstraint(
            model_name='periodicjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease', None), ('leased_until', None)), models.Q(('lease__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='jobs_periodicjob_lease_ends'),
        ),
        migrations.AddIndex(
            model_name='backgroundjob',
            index=models.Index(condition=models.Q(('state__in', ('waiting', 'running'))), fields=['created_at'], name='background_job_live'),
        ),
        migrations.AddConstraint(
            model_name='backgroundjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease', None), ('leased_until', None)), models.Q(('lease__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='jobs_backgroundjob_lease_ends'),
        ),
        migrations.AddConstraint(
            model_name='backgroundjob',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed', 'cancelled'])), name='background_job_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='backgroundjob',
            constraint=models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='background_job_progress_in_percent'),
        ),
        migrations.AddConstraint(
            model_name='backgroundjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), ('lease__isnull', False), _connector='OR'), name='background_job_running_has_lease'),
        ),
        migrations.AddConstraint(
            model_name='backgroundjob',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('kind', 'about'), name='background_job_one_live_a_thing'),
        ),
    ]
