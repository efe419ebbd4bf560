
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='sent_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by'),
        ),
        migrations.AddField(
            model_name='flag',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by'),
        ),
        migrations.AddField(
            model_name='membership',
            name='invited_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by'),
        ),
        migrations.AddField(
            model_name='membership',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisation_memberships', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='membershipmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membershipmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='organisations.membership'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='ward',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.ward', verbose_name='ward where it is'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='wards',
            field=models.ManyToManyField(blank=True, related_name='+', to='places.ward', verbose_name='wards where it works'),
        ),
        migrations.AddField(
            model_name='membership',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='flag',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='flag',
            name='other',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation', verbose_name='other group'),
        ),
        migrations.AddField(
            model_name='document',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='committee', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='organisationmove',
            name='actor',
            field=models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='organisationmove',
            name='thing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='organisationnumber',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='ownerreplacement',
            name='coming',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='organisations.membership', verbose_name='new owner'),
        ),
        migrations.AddField(
            model_name='ownerreplacement',
            name='leaving',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='organisations.membership', verbose_name='owner who can’t be reached'),
        ),
        migrations.AddField(
            model_name='ownerreplacement',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer'),
        ),
        migrations.AddField(
            model_name='ownerreplacement',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replacements', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddField(
            model_name='ownerconfirmation',
            name='replacement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='organisations.ownerreplacement'),
        ),
        migrations.AddField(
            model_name='reach',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaches', to='organisations.organisation', verbose_name='group'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='organisation_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'verified', 'closed', 'merged'])), name='organisation_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['community', 'charity', 'cio', 'cic', 'company', 'society', 'club', 'faith', 'school', 'public'])), name='organisation_form_is_known'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('listing', 'private'), models.Q(('listing__in', ['private', 'asked', 'listed']), ('listing_agreed_at__isnull', False)), _connector='OR'), name='organisation_listed_only_with_consent'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('listing', 'listed'), _negated=True), ('state', 'verified'), _connector='OR'), name='organisation_listed_only_when_verified'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), ('verified_on__isnull', False)), models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_on', None)), _connector='OR'), name='organisation_verified_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='organisation_merged_leads_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('supplier_reference__regex', '[0-9]{8}'), _negated=True), name='organisation_keeps_no_account_number', violation_error_message='The portal keeps no account numbers.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'asked', 'active', 'left', 'declined'])), name='membership_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor', 'viewer'])), name='membership_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['invited', 'declined']), ('person__isnull', False), _connector='OR'), name='membership_has_a_person'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('consent_at__isnull', False), _connector='OR'), name='membership_active_only_with_consent'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'invited'), _negated=True), models.Q(models.Q(('email', ''), _negated=True), ('expires_at__isnull', False)), _connector='OR'), name='membership_invited_has_a_link'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ('invited', 'asked', 'active'))), models.Q(models.Q(('state__in', ('invited', 'asked', 'active')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='membership_ended_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('invited', 'asked', 'active'))), fields=('organisation', 'person'), name='membership_once_a_person', violation_error_message='This person belongs to the group already.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'invited')), fields=('organisation', 'email'), name='membership_invited_once', violation_error_message='This person is invited already.'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['number', 'same-number', 'same-name', 'same-address', 'same-people', 'changed'])), name='flag_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('other', None), models.Q(('other', models.F('organisation')), _negated=True), _connector='OR'), name='flag_other_is_another'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('settled_at', None), models.Q(('note', ''), _negated=True), _connector='OR'), name='flag_settled_says_why'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(condition=models.Q(('other', None), ('settled_at', None)), fields=('organisation', 'kind', 'detail'), name='flag_open_once'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(condition=models.Q(('other__isnull', False), ('settled_at', None)), fields=('organisation', 'other', 'kind', 'detail'), name='flag_open_once_beside_another'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'csv', 'txt', 'jpg', 'png', 'webp']), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True)), name='document_was_looked_at', violation_error_message='A file is looked at before it is kept.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('scan__in', ['waiting', 'clean', 'refused'])), name='document_scan_is_known', violation_error_message='A file waits for the scanner, or was found clean, or was refused.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['governing', 'accounts', 'safeguarding', 'insurance'])), name='document_what_is_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what__in', frozenset(['accounts', 'insurance', 'safeguarding'])), _negated=True), ('expires_on__isnull', False), _connector='OR'), name='document_says_until_when', violation_error_message='Enter the day until which it is good.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('organisation', 'what'), name='document_current_once'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='committee_member_has_a_name'),
        ),
        migrations.AddIndex(
            model_name='organisationnumber',
            index=models.Index(fields=['scheme', 'identifier'], name='organisation_number'),
        ),
        migrations.AddConstraint(
            model_name='organisationnumber',
            constraint=models.UniqueConstraint(fields=('organisation', 'scheme', 'identifier'), name='organisation_number_once_a_group', violation_error_message='The group has this number already.'),
        ),
        migrations.AddConstraint(
            model_name='organisationnumber',
            constraint=models.CheckConstraint(condition=models.Q(('scheme__in', ['GB-CHC', 'GB-SC', 'GB-NIC', 'GB-COH', 'GB-MPR', 'GB-REV', 'GB-EDU', 'GB-CASC', 'GB-LAE', 'GB-UKPRN', 'GB-NHS', 'GB-COE', 'GB-PLA'])), name='organisation_number_scheme_is_known'),
        ),
        migrations.AddConstraint(
            model_name='organisationnumber',
            constraint=models.CheckConstraint(condition=models.Q(('identifier', ''), _negated=True), name='organisation_number_says_something'),
        ),
        migrations.AddConstraint(
            model_name='ownerreplacement',
            constraint=models.CheckConstraint(condition=models.Q(('leaving', models.F('coming')), _negated=True), name='owner_replacement_is_by_another'),
        ),
        migrations.AddConstraint(
            model_name='ownerreplacement',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='owner_replacement_says_why'),
        ),
        migrations.AddConstraint(
            model_name='ownerconfirmation',
            constraint=models.UniqueConstraint(fields=('replacement', 'name_compared'), name='owner_confirmation_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='reach',
            constraint=models.UniqueConstraint(fields=('organisation', 'kind', 'code'), name='organisation_reach_once'),
        ),
        migrations.AddConstraint(
            model_name='reach',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'people'), _negated=True), ('code__in', ['everybody', 'children', 'young', 'older', 'families', 'women', 'men', 'disabled', 'carers', 'minorities', 'new', 'lgbt', 'faith', 'homeless', 'mental', 'poverty']), _connector='OR'), name='organisation_reach_people_is_known'),
        ),
        migrations.AddConstraint(
            model_name='reach',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'language'), _negated=True), ('code__in', ['en', 'sq', 'ar', 'bn', 'bfi', 'fa', 'fr', 'gu', 'hi', 'hu', 'it', 'lt', 'phr', 'ps', 'pl', 'pt', 'pa', 'ro', 'sn', 'so', 'es', 'syl', 'ta', 'tr', 'uk', 'ur']), _connector='OR'), name='organisation_reach_language_is_known'),
        ),
        migrations.AddConstraint(
            model_name='reach',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['people', 'language'])), name='organisation_reach_kind_is_known'),
        ),
    ]
