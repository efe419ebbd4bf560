import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import awards.words
import organisations.validators


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('collaboration_fund', '0001_initial'),
        ('organisations', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='collaboration_fund.award')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fund_payments', to='organisations.organisation', verbose_name='group')),
                ('number', models.PositiveSmallIntegerField(verbose_name='line of the schedule')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('pence', models.PositiveBigIntegerField(verbose_name='amount')),
                ('condition', models.CharField(blank=True, max_length=300, verbose_name='condition')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('asked', 'Asked for'), ('approved', 'Approved'), ('paid', 'Paid'), ('reversed', 'Paid and taken back'), ('cancelled', 'Taken out of the plan')], default='planned', editable=False, max_length=20, verbose_name='state')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(null=True, verbose_name='asked for at')),
                ('met', models.CharField(blank=True, max_length=300, verbose_name='how its condition is met')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approved at')),
                ('paid_on', models.DateField(null=True, verbose_name='paid on')),
                ('finance_reference', models.CharField(blank=True, max_length=40, verbose_name='finance reference')),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
                'ordering': ['award', 'number', 'pk'],
                'permissions': [('approve_payment', 'Can approve payments that somebody else asked for'), ('pay_payment', 'Can say that a payment is paid, or taken back'), ('export_payments', 'Can export payments for the finance system')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'asked', 'approved', 'paid', 'reversed', 'cancelled'])), name='awards_payment_state_is_known'), models.CheckConstraint(condition=models.Q(('pence__gte', 1), ('number__gte', 1)), name='awards_payment_is_of_something'), models.UniqueConstraint(condition=models.Q(('state__in', ('planned', 'asked', 'approved', 'paid'))), fields=('award', 'number'), name='awards_payment_one_a_line'), models.UniqueConstraint(condition=models.Q(('finance_reference', ''), _negated=True), fields=('finance_reference',), name='awards_payment_reference_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('asked', 'approved', 'paid', 'reversed')), _negated=True), models.Q(('asked_at__isnull', False), ('asked_by__isnull', False)), _connector='OR'), name='awards_payment_was_asked_for'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('approved', 'paid', 'reversed')), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='awards_payment_was_approved'), models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('asked_by')), _negated=True), _connector='OR'), name='awards_payment_takes_two'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('paid', 'reversed')), _negated=True), models.Q(('paid_on__isnull', False), models.Q(('finance_reference', ''), _negated=True)), _connector='OR'), name='awards_payment_has_its_reference')],
            },
        ),
        migrations.CreateModel(
            name='PaymentMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='awards.payment')),
            ],
            options={
                'verbose_name': 'history of a payment',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='schedule', serialize=False, to='collaboration_fund.award')),
                ('most_pence', models.PositiveBigIntegerField(verbose_name='amount of the award')),
                ('planned_pence', models.PositiveBigIntegerField(default=0, verbose_name='planned in all')),
                ('paid_pence', models.PositiveBigIntegerField(default=0, verbose_name='paid so far')),
            ],
            options={
                'verbose_name': 'schedule of payments',
                'verbose_name_plural': 'schedules of payments',
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_pence__lte', models.F('most_pence'))), name='awards_schedule_within_the_award'), models.CheckConstraint(condition=models.Q(('paid_pence__lte', models.F('planned_pence'))), name='awards_schedule_pays_what_is_planned')],
            },
        ),
        migrations.CreateModel(
            name='Supplier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='supplier', to='organisations.organisation', verbose_name='group')),
                ('telephone', models.CharField(max_length=16, verbose_name='telephone number for checking')),
                ('kept_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='kept since')),
                ('held_until', models.DateTimeField(blank=True, null=True, verbose_name='nothing is paid before')),
            ],
            options={
                'verbose_name': 'supplier',
                'verbose_name_plural': 'suppliers',
                'ordering': ['organisation__name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('telephone__regex', '^(?!00|\\+44)\\+?[0-9]{7,15}$')), name='awards_supplier_can_be_called')],
            },
        ),
        migrations.CreateModel(
            name='SupplierChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='awards.supplier')),
                ('number', models.CharField(blank=True, max_length=20, validators=[organisations.validators.no_account_number], verbose_name='new supplier number')),
                ('telephone', models.CharField(blank=True, max_length=16, verbose_name='new telephone number')),
                ('reason', models.TextField(max_length=1000, verbose_name='why, and how we heard of it')),
                ('state', models.CharField(choices=[('asked', 'Waits for a call'), ('confirmed', 'Confirmed'), ('refused', 'Refused')], default='asked', editable=False, max_length=20, verbose_name='state')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for at')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed at')),
                ('called', models.CharField(blank=True, max_length=16, verbose_name='number that was called')),
                ('called_at', models.DateTimeField(null=True, verbose_name='called at')),
                ('spoke_with', models.CharField(blank=True, max_length=300, verbose_name='who answered, and what they said')),
            ],
            options={
                'verbose_name': 'change of a supplier',
                'verbose_name_plural': 'changes of suppliers',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'confirmed', 'refused'])), name='awards_change_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('telephone', ''), _negated=True), _connector='OR'), name='awards_change_is_of_something'), models.CheckConstraint(condition=models.Q(('telephone', ''), ('telephone__regex', '^(?!00|\\+44)\\+?[0-9]{7,15}$'), _connector='OR'), name='awards_change_telephone_is_digits'), models.CheckConstraint(condition=models.Q(('number__regex', '[0-9]{8}'), _negated=True), name='awards_change_keeps_no_account_number'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('supplier',), name='awards_change_one_at_a_time'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='awards_change_takes_two'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('called_at__isnull', False), models.Q(('called', ''), _negated=True)), _connector='OR'), name='awards_change_was_called_about')],
            },
        ),
        migrations.CreateModel(
            name='SupplierChangeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='awards.supplierchange')),
            ],
            options={
                'verbose_name': 'history of a changed supplier',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(editable=False, unique=True, verbose_name='version')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('title_en', models.CharField(max_length=160, null=True, verbose_name='title')),
                ('title_ur', models.CharField(max_length=160, null=True, verbose_name='title')),
                ('text', models.TextField(help_text='Names in curly brackets are filled in. An empty line begins a paragraph.', validators=[awards.words.only_placeholders], verbose_name='text')),
                ('text_en', models.TextField(help_text='Names in curly brackets are filled in. An empty line begins a paragraph.', null=True, validators=[awards.words.only_placeholders], verbose_name='text')),
                ('text_ur', models.TextField(help_text='Names in curly brackets are filled in. An empty line begins a paragraph.', null=True, validators=[awards.words.only_placeholders], verbose_name='text')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in use since')),
            ],
            options={
                'verbose_name': 'text of agreements',
                'verbose_name_plural': 'texts of agreements',
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='awards_template_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='collaboration_fund.award')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.template')),
                ('content', models.JSONField(verbose_name='what it says')),
                ('sha256', models.CharField(max_length=64)),
                ('reason', models.TextField(blank=True, verbose_name='why it replaces the one before')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted by all at')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': ['award', 'number'],
                'constraints': [models.UniqueConstraint(fields=('award', 'number'), name='awards_agreement_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('sha256__regex', '^[0-9a-f]{64}$')), name='awards_agreement_is_numbered_and_hashed'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='awards_agreement_says_why_it_replaces')],
            },
        ),
        migrations.CreateModel(
            name='AgreementAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='awards.agreement')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collaboration_fund.partner', verbose_name='group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('capacity', models.CharField(max_length=120, verbose_name='in what capacity')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='accepted at')),
            ],
            options={
                'verbose_name': 'acceptance of an agreement',
                'verbose_name_plural': 'acceptances of agreements',
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'partner', 'person'), name='awards_acceptance_once_a_person'), models.CheckConstraint(condition=models.Q(('capacity', ''), _negated=True), name='awards_acceptance_says_as_what')],
            },
        ),
    ]
