
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_initial'),
        ('partnerships', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='matchmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='matchmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='partnerships.match'),
        ),
        migrations.AddField(
            model_name='message',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='partnerships.match'),
        ),
        migrations.AddField(
            model_name='message',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='partner',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by'),
        ),
        migrations.AddField(
            model_name='partner',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_in', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='partnerships.match', verbose_name='match'),
        ),
        migrations.AddField(
            model_name='partner',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='partnerships.partnership'),
        ),
        migrations.AddField(
            model_name='partnershipmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partnershipmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='partnerships.partnership'),
        ),
        migrations.AddField(
            model_name='posting',
            name='entered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='posting',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='posting',
            name='wards',
            field=models.ManyToManyField(blank=True, related_name='+', to='places.ward', verbose_name='wards'),
        ),
        migrations.AddField(
            model_name='part',
            name='posting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='partnerships.posting'),
        ),
        migrations.AddField(
            model_name='match',
            name='need',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='partnerships.posting'),
        ),
        migrations.AddField(
            model_name='gift',
            name='posting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gifts', to='partnerships.posting'),
        ),
        migrations.AddField(
            model_name='postingmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='postingmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='partnerships.posting'),
        ),
        migrations.AddField(
            model_name='side',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='side',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='partnerships.match'),
        ),
        migrations.AddField(
            model_name='side',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='match_sides', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='gift',
            name='side',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gifts', to='partnerships.side'),
        ),
        migrations.AddField(
            model_name='spoken',
            name='posting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='partnerships.posting'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_says_something'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'formed', 'dropped', 'ended'])), name='partnership_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='partnership_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['formed', 'ended']), _negated=True), ('since__isnull', False), _connector='OR'), name='partnership_formed_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'formed'))), fields=('match',), name='partnership_once_a_match'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('partnership', 'organisation'), name='partner_once_a_partnership'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='partner_answer_has_who_and_when'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['state', 'kind'], name='posting_state_kind'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'matched', 'closed', 'expired'])), name='posting_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['need', 'offer'])), name='posting_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='posting_says_what'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='posting_dates_in_order', violation_error_message='The last day can’t be before the first.'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('weekdays__regex', '^1?2?3?4?5?6?7?$')), name='posting_weekdays_in_order'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), models.Q(('ends_at__gt', models.F('starts_at')), ('ends_at__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='posting_hours_in_order'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event_name', ''), ('event_on', None)), models.Q(models.Q(('event_name', ''), _negated=True), ('event_on__isnull', False)), _connector='OR'), name='posting_event_has_name_and_day', violation_error_message='Enter the event and its day, or neither.'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('posting', 'category'), name='part_category_once_a_posting'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['rooms', 'rooms-hall', 'rooms-kitchen', 'rooms-meeting', 'rooms-office', 'rooms-quiet', 'rooms-outdoor', 'rooms-storage', 'skills', 'skills-accounts', 'skills-fundraising', 'skills-digital', 'skills-law', 'skills-teaching', 'skills-design', 'skills-trades', 'skills-safeguarding', 'volunteers', 'volunteers-drivers', 'volunteers-helpers', 'volunteers-befrienders', 'volunteers-mentors', 'volunteers-cooks', 'volunteers-trustees', 'equipment', 'equipment-chairs', 'equipment-sound', 'equipment-computers', 'equipment-kitchen', 'equipment-sports', 'equipment-minibus', 'equipment-tents', 'reach', 'reach-young', 'reach-older', 'reach-families', 'reach-disabled', 'reach-carers', 'reach-faith', 'reach-newcomers', 'reach-minorities', 'services', 'services-advice', 'services-food', 'services-wellbeing', 'services-interpreting', 'services-childcare', 'services-english', 'services-transport', 'services-jobs'])), name='part_category_is_known'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', 1), ('quantity__lte', 100000)), name='part_quantity_is_some'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('need', 'who'), name='match_once_for_these_groups'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'agreed', 'declined', 'withdrawn'])), name='match_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('points__lte', 100)), name='match_points_within_100'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('agreed_at', None)), _connector='OR'), name='match_agreed_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='side',
            constraint=models.UniqueConstraint(fields=('match', 'organisation'), name='side_once_a_match'),
        ),
        migrations.AddConstraint(
            model_name='side',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('says_yes', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('says_yes__isnull', False)), _connector='OR'), name='side_answer_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.UniqueConstraint(fields=('side', 'posting', 'category'), name='gift_once_a_side'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('amount__lte', 100000)), name='gift_is_some'),
        ),
        migrations.AddConstraint(
            model_name='spoken',
            constraint=models.UniqueConstraint(fields=('posting', 'code'), name='spoken_once_a_posting'),
        ),
        migrations.AddConstraint(
            model_name='spoken',
            constraint=models.CheckConstraint(condition=models.Q(('code__in', ['en', 'sq', 'ar', 'bn', 'bfi', 'fa', 'fr', 'gu', 'hi', 'hu', 'it', 'lt', 'phr', 'ps', 'pl', 'pt', 'pa', 'ro', 'sn', 'so', 'es', 'syl', 'ta', 'tr', 'uk', 'ur'])), name='spoken_language_is_known'),
        ),
    ]
