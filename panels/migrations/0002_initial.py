
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('panels', '0001_initial'),
        ('places', '0001_initial'),
        ('programme', '0001_initial'),
        ('questionnaires', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='groupholdmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='groupholdmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='panels.grouphold'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='programme_ends_after_it_starts', violation_error_message='The programme must end after it starts.'),
        ),
        migrations.AddField(
            model_name='registration',
            name='group_hold',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='panels.grouphold', verbose_name='held for'),
        ),
        migrations.AddField(
            model_name='registration',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registrationmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registrationmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='panels.registration'),
        ),
        migrations.AddField(
            model_name='session',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='panels.programme', verbose_name='programme'),
        ),
        migrations.AddField(
            model_name='session',
            name='provisions',
            field=models.ManyToManyField(blank=True, to='panels.accessprovision', verbose_name='access provision'),
        ),
        migrations.AddField(
            model_name='session',
            name='venue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='places.venue', verbose_name='venue'),
        ),
        migrations.AddField(
            model_name='registration',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='panels.session'),
        ),
        migrations.AddField(
            model_name='grouphold',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_holds', to='panels.session'),
        ),
        migrations.AddField(
            model_name='sessionfeedback',
            name='registration',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='panels.registration'),
        ),
        migrations.AddField(
            model_name='sessionfeedback',
            name='response',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='session_feedback', to='questionnaires.response'),
        ),
        migrations.AddField(
            model_name='sessionmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sessionmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='panels.session'),
        ),
        migrations.AddField(
            model_name='topic',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='programme.theme', verbose_name='Luton 2040 theme'),
        ),
        migrations.AddField(
            model_name='session',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='panels.topic', verbose_name='topic'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('attendance', 'attended')), fields=['session'], name='registration_came'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['session', 'queued_at'], name='registration_queue'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('state__in', ('held', 'waiting-held'))), fields=['confirm_by'], name='registration_holds'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['held', 'confirmed', 'waiting-held', 'waiting', 'withdrawn', 'lapsed', 'cancelled'])), name='registration_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('held', 'confirmed', 'waiting-held', 'waiting'))), fields=('session', 'person'), name='registration_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('held', 'waiting-held')), _negated=True), ('confirm_by__isnull', False), _connector='OR'), name='registration_held_has_confirm_by'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('held', 'waiting-held')), models.Q(('held_by', ''), ('held_from', '')), _connector='OR'), name='registration_visitor_goes_with_the_hold'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['waiting', 'waiting-held']), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='registration_waiting_is_queued'),
        ),
        migrations.AddConstraint(
            model_name='grouphold',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'released', 'lapsed'])), name='group_hold_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='grouphold',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='group_hold_has_places'),
        ),
        migrations.AddConstraint(
            model_name='grouphold',
            constraint=models.CheckConstraint(condition=models.Q(('filled__lte', models.F('places'))), name='group_hold_never_overfilled'),
        ),
        migrations.AddConstraint(
            model_name='grouphold',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('session', 'name'), name='group_hold_once_a_group'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='topic_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['state', 'starts_at'], name='session_by_state_and_start'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_it_starts', violation_error_message='It must end after it starts.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('venue__isnull', False), models.Q(('online_link', ''), _negated=True), _connector='OR'), name='session_has_a_place', violation_error_message='Give a venue, an online link or both.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='session_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'cancelled', 'held', 'reported'])), name='session_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', None), ('taken__lte', models.F('capacity')), _connector='OR'), name='session_never_overbooked'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('registration_closes_at__gt', models.F('registration_opens_at')), ('registration_closes_at__lte', models.F('ends_at'))), name='session_registration_window_in_order', violation_error_message='Registration must open before it closes, and close before the session ends.'),
        ),
    ]
