
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0002_initial'),
        ('collaboration_fund', '0001_initial'),
        ('organisations', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('programme', '0001_initial'),
        ('questionnaires', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='acceptance',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='application',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='collaboration_fund.application'),
        ),
        migrations.AddField(
            model_name='application',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by'),
        ),
        migrations.AddField(
            model_name='application',
            name='entered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AddField(
            model_name='application',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fund_applications', to='organisations.organisation', verbose_name='lead group'),
        ),
        migrations.AddField(
            model_name='application',
            name='partnership',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='fund_applications', to='partnerships.partnership', verbose_name='partnership'),
        ),
        migrations.AddField(
            model_name='applicationmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='applicationmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='collaboration_fund.application'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='collaboration_fund.application'),
        ),
        migrations.AddField(
            model_name='closingmove',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='edition',
            name='sent_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='entry',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='collaboration_fund.application'),
        ),
        migrations.AddField(
            model_name='entry',
            name='piece',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='fund_entry', to='assessment.piece'),
        ),
        migrations.AddField(
            model_name='entry',
            name='response',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.response'),
        ),
        migrations.AddField(
            model_name='edition',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='collaboration_fund.entry'),
        ),
        migrations.AddField(
            model_name='extension',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extension',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='collaboration_fund.entry'),
        ),
        migrations.AddField(
            model_name='partner',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='collaboration_fund.application'),
        ),
        migrations.AddField(
            model_name='partner',
            name='invited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partner',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fund_parts', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='partner',
            name='subsidy_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='collaboration_fund.partner', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='collaboration_fund.partner'),
        ),
        migrations.AddField(
            model_name='partnermove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partnermove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='collaboration_fund.partner'),
        ),
        migrations.AddField(
            model_name='priority',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.theme', verbose_name='theme'),
        ),
        migrations.AddField(
            model_name='application',
            name='priorities',
            field=models.ManyToManyField(blank=True, related_name='applications', to='collaboration_fund.priority', verbose_name='priority areas'),
        ),
        migrations.AddField(
            model_name='round',
            name='last_round',
            field=models.ForeignKey(blank=True, help_text='The page says how many of its applications were funded.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='collaboration_fund.round', verbose_name='last round'),
        ),
        migrations.AddField(
            model_name='priority',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorities', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='monitoring',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monitoring', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='eligibilityquestion',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eligibility', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='application',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='roundmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='roundmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='savedanswer',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved', to='collaboration_fund.entry'),
        ),
        migrations.AddField(
            model_name='savedanswer',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sentdocument',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='collaboration_fund.entry'),
        ),
        migrations.AddField(
            model_name='stage',
            name='assessment',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='fund_stage', to='assessment.assessment'),
        ),
        migrations.AddField(
            model_name='stage',
            name='question_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionset', verbose_name='questions'),
        ),
        migrations.AddField(
            model_name='stage',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='collaboration_fund.round'),
        ),
        migrations.AddField(
            model_name='stage',
            name='version',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.setversion', verbose_name='version of the questions'),
        ),
        migrations.AddField(
            model_name='entry',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='collaboration_fund.stage'),
        ),
        migrations.AddField(
            model_name='closingmove',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closing_moves', to='collaboration_fund.stage'),
        ),
        migrations.AddField(
            model_name='wanteddocument',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='collaboration_fund.round'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('entry', 'number'), name='fund_edition_number_once'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('sha256__regex', '^[0-9a-f]{64}$')), name='fund_edition_is_numbered_and_hashed'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='fund_extension_says_why'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['in', 'declined', 'withdrawn', 'removed'])), name='fund_partner_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('is_lead', False), ('state', 'in'), _connector='OR'), name='fund_partner_lead_takes_part'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('application', 'organisation'), name='fund_partner_once_a_group'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('application',), name='fund_partner_one_lead'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('subsidy_at', None), ('subsidy_pence', None)), models.Q(('subsidy_at__isnull', False), ('subsidy_pence__isnull', False)), _connector='OR'), name='fund_partner_subsidy_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('pence__gte', 1), ('pence__lte', 100000000)), name='fund_line_amount_is_meant'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 12)), name='fund_line_quarter_is_known'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['staff', 'volunteers', 'activities', 'equipment', 'rooms', 'access', 'travel', 'overheads']), ('source__in', ['grant', 'match', 'in-kind'])), name='fund_line_choices_are_known'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at', None)), fields=('partner', 'person'), name='fund_acceptance_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('capacity', ''), _negated=True), models.Q(('digest', ''), _negated=True)), name='fund_acceptance_says_as_what'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.CheckConstraint(condition=models.Q(('voided_at', None), ('replaced_by__isnull', False), _connector='OR'), name='fund_acceptance_voided_says_what_changed'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='fund_round_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'scheduled', 'open', 'closed', 'assessing', 'decided', 'complete', 'cancelled'])), name='fund_round_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('paid__in', ['lead', 'partners']), ('accept_by__in', ['sending', 'five-days'])), name='fund_round_choices_are_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('largest_pence__gte', 1), ('largest_pence__lte', models.F('total_pence'))), name='fund_round_grant_within_budget', violation_error_message="The largest grant can't be more than the total budget."),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('quarters__gte', 1), ('quarters__lte', 12)), name='fund_round_quarters_last', violation_error_message='A grant lasts from 1 to 12 quarters.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('stage_number__gte', 1), ('stage_number__lte', 2)), name='fund_round_stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('last_round', None), models.Q(('last_round', models.F('id')), _negated=True), _connector='OR'), name='fund_round_last_is_another', violation_error_message='The last round is another one.'),
        ),
        migrations.AddConstraint(
            model_name='monitoring',
            constraint=models.UniqueConstraint(fields=('round', 'up_to_pence'), name='fund_monitoring_once_a_size', violation_error_message='Say once what grants up to this size are asked.'),
        ),
        migrations.AddConstraint(
            model_name='monitoring',
            constraint=models.CheckConstraint(condition=models.Q(('up_to_pence__gte', 1)), name='fund_monitoring_has_a_size', violation_error_message='Enter an amount above nought.'),
        ),
        migrations.AddConstraint(
            model_name='eligibilityquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('if_no', ''), _negated=True), ('leads_to__regex', '^(https?://|/)[^\\s]+$')), name='fund_eligibility_explains_and_leads'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['round', 'state'], name='fund_application_by_round'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'ineligible', 'through', 'funded', 'unsuccessful', 'withdrawn'])), name='fund_application_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='fund_application_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_at', None), ('came', ''), ('came_at', None), ('confirmed_at', None)), models.Q(('came__in', ['paper', 'telephone']), ('came_at__isnull', False)), _connector='OR'), name='fund_application_came_says_when'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'sent', 'ineligible', 'through', 'funded', 'unsuccessful'))), fields=('round', 'lead'), name='fund_application_once_a_lead', violation_error_message='This group leads an application in this round.'),
        ),
        migrations.AddIndex(
            model_name='savedanswer',
            index=models.Index(fields=['entry', 'key', 'at'], name='fund_saved_by_question'),
        ),
        migrations.AddConstraint(
            model_name='sentdocument',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'csv', 'txt', 'jpg', 'png', 'webp']), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True)), name='sentdocument_was_looked_at', violation_error_message='A file is looked at before it is kept.'),
        ),
        migrations.AddConstraint(
            model_name='sentdocument',
            constraint=models.CheckConstraint(condition=models.Q(('scan__in', ['waiting', 'clean', 'refused'])), name='sentdocument_scan_is_known', violation_error_message='A file waits for the scanner, or was found clean, or was refused.'),
        ),
        migrations.AddConstraint(
            model_name='sentdocument',
            constraint=models.UniqueConstraint(fields=('entry', 'what', 'sha256'), name='fund_sent_document_once'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='fund_stage_once_a_number', violation_error_message='Give each stage its own number.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 2)), name='fund_stage_number_is_known', violation_error_message='A round has one or two stages.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='fund_stage_closes_after_it_opens', violation_error_message='A stage must close after it opens.'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('application', 'stage'), name='fund_entry_once_a_stage'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('reopened_to', None), models.Q(('reopened_keys', []), _negated=True), _connector='OR'), name='fund_entry_reopened_names_questions'),
        ),
        migrations.AddConstraint(
            model_name='closingmove',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='fund_closing_move_says_why'),
        ),
        migrations.AddConstraint(
            model_name='closingmove',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='fund_closing_move_moves'),
        ),
        migrations.AddConstraint(
            model_name='wanteddocument',
            constraint=models.UniqueConstraint(fields=('round', 'what'), name='fund_document_wanted_once', violation_error_message='The round asks for this document already.'),
        ),
        migrations.AddConstraint(
            model_name='wanteddocument',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['governing', 'accounts', 'safeguarding', 'insurance'])), name='fund_document_is_known'),
        ),
    ]
