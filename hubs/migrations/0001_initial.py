import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hub',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address of its page')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'In use')], default='planned', editable=False, max_length=10, verbose_name='state')),
                ('easting', models.PositiveIntegerField(blank=True, help_text='Metres of the National Grid. Empty: taken from the postcode of the venue.', null=True, verbose_name='easting')),
                ('northing', models.PositiveIntegerField(blank=True, null=True, verbose_name='northing')),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='what it is')),
                ('getting_there', models.TextField(blank=True, max_length=1000, verbose_name='how to get there')),
                ('run_by', models.CharField(blank=True, help_text='An organisation or a team.', max_length=160, verbose_name='run by')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address for the public')),
                ('telephone', models.CharField(blank=True, max_length=20, verbose_name='telephone number for the public')),
                ('website', models.CharField(blank=True, max_length=200, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='website')),
                ('on_holidays', models.CharField(blank=True, choices=[('', 'Not known'), ('closed', 'Closed on bank holidays'), ('usual', 'Open on bank holidays as on other days')], default='', max_length=10, verbose_name='on bank holidays')),
                ('assured_on', models.DateField(default=django.utils.timezone.localdate, help_text='The last day on which somebody said that all of this is right.', verbose_name='last assured on')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented for demonstration')),
                ('serves', models.ManyToManyField(blank=True, related_name='+', to='places.ward', verbose_name='wards it serves')),
                ('venue', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='hub', to='places.venue', verbose_name='venue')),
            ],
            options={
                'verbose_name': 'hub',
                'verbose_name_plural': 'hubs',
                'ordering': ['venue__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AccessFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('step-free', 'Step-free way in'), ('ramp', 'Ramp'), ('lift', 'Lift'), ('door-width', 'Narrowest door on the way in'), ('toilet', 'Accessible toilet'), ('transfer', 'Space beside the toilet to move across'), ('changing-place', 'Changing Places toilet'), ('bays', 'Blue Badge parking bays'), ('hearing-loop', 'Hearing loop')], max_length=20, verbose_name='what')),
                ('answer', models.CharField(blank=True, choices=[('', ''), ('yes', 'Yes'), ('no', 'No'), ('works', 'There is one, and it works'), ('failed', 'There is one, and it is out of order'), ('none', 'There is none'), ('left', 'On the left, sitting on the toilet'), ('right', 'On the right, sitting on the toilet'), ('both', 'On both sides'), ('neither', 'On neither side')], max_length=10, verbose_name='answer')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='more about it')),
                ('measured_on', models.DateField(verbose_name='measured on')),
                ('measured_by', models.CharField(choices=[('manager', 'the hub’s manager'), ('officer', 'a council officer'), ('surveyor', 'an access surveyor')], max_length=10, verbose_name='measured by')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='hubs.hub', verbose_name='hub')),
            ],
            options={
                'verbose_name': 'access fact',
                'verbose_name_plural': 'access facts',
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='HubFacility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hall', 'Hall'), ('room', 'Meeting room'), ('kitchen', 'Kitchen'), ('cafe', 'Café'), ('computers', 'Computers for everybody'), ('wifi', 'Free Wi-Fi'), ('warm', 'Warm space'), ('play', 'Play space for children'), ('garden', 'Garden'), ('sport', 'Sports hall or pitch')], max_length=10, verbose_name='what')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='more about it')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facilities', to='hubs.hub', verbose_name='hub')),
            ],
            options={
                'verbose_name': 'facility',
                'verbose_name_plural': 'facilities',
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='HubManager',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='since')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='managers', to='hubs.hub', verbose_name='hub')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'manager of a hub',
                'verbose_name_plural': 'managers of hubs',
                'ordering': ['hub', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HubMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.ForeignKey(blank=True, help_text='Empty where the portal itself acted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='hubs.hub')),
            ],
            options={
                'verbose_name': 'history of a hub',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('closed', 'Closed'), ('partly', 'Partly closed')], max_length=10, verbose_name='kind')),
                ('starts_at', models.DateTimeField(verbose_name='from')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('what', models.TextField(max_length=600, verbose_name='what people need to know')),
                ('instead', models.CharField(blank=True, max_length=300, verbose_name='where else to go')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='said at')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='hubs.hub', verbose_name='hub')),
                ('instead_hub', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='hubs.hub', verbose_name='hub to go to instead')),
            ],
            options={
                'verbose_name': 'notice of a hub',
                'verbose_name_plural': 'notices of hubs',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OneOffHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
            ],
            options={
                'verbose_name': 'one-off bank holiday',
                'verbose_name_plural': 'one-off bank holidays',
                'ordering': ['-day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='one_off_holiday_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='OpeningException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('why', models.CharField(blank=True, help_text='It is public.', max_length=120, verbose_name='why')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='hubs.hub', verbose_name='hub')),
            ],
            options={
                'verbose_name': 'exception to the opening hours',
                'verbose_name_plural': 'exceptions to the opening hours',
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='OpeningPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='Such as “Summer holidays”.', max_length=80, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='hubs.hub', verbose_name='hub')),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': [models.OrderBy(models.F('ends_on'), nulls_first=True), 'starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OpeningWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True, verbose_name='day')),
                ('opens', models.TimeField(verbose_name='opens')),
                ('closes', models.TimeField(verbose_name='closes')),
                ('exception', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='hubs.openingexception', verbose_name='exception to the opening hours')),
                ('period', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='hubs.openingperiod', verbose_name='opening hours')),
            ],
            options={
                'verbose_name': 'time of opening',
                'verbose_name_plural': 'times of opening',
                'ordering': ['weekday', 'opens'],
            },
        ),
        migrations.CreateModel(
            name='SourceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(max_length=200, verbose_name='document')),
                ('pages', models.CharField(max_length=20, verbose_name='pages')),
                ('words', models.TextField(max_length=2000, verbose_name='words')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='source_lines', to='hubs.hub', verbose_name='hub')),
            ],
            options={
                'verbose_name': 'what the plan says',
                'verbose_name_plural': 'what the plan says',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='hub',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='hub_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'),
        ),
        migrations.AddConstraint(
            model_name='hub',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'open'])), name='hub_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='hub',
            constraint=models.CheckConstraint(condition=models.Q(('on_holidays__in', ['', 'closed', 'usual'])), name='hub_on_holidays_is_known'),
        ),
        migrations.AddConstraint(
            model_name='hub',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('easting__isnull', True), ('northing__isnull', True)), models.Q(('easting__isnull', False), ('northing__isnull', False)), _connector='OR'), name='hub_has_a_whole_point_or_none', violation_error_message='Give both easting and northing, or neither.'),
        ),
        migrations.AddConstraint(
            model_name='accessfact',
            constraint=models.CheckConstraint(condition=models.Q(('measured_by__in', ['manager', 'officer', 'surveyor'])), name='access_fact_measured_by_is_known'),
        ),
        migrations.AddConstraint(
            model_name='accessfact',
            constraint=models.UniqueConstraint(fields=('hub', 'kind'), name='access_fact_once_a_hub'),
        ),
        migrations.AddConstraint(
            model_name='accessfact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['yes', 'no']), ('kind', 'step-free'), ('number__isnull', True)), models.Q(('answer__in', ['yes', 'no']), ('kind', 'ramp'), ('number__isnull', True)), models.Q(('answer__in', ['works', 'failed', 'none']), ('kind', 'lift'), ('number__isnull', True)), models.Q(('answer__in', ['']), ('kind', 'door-width'), ('number__isnull', False)), models.Q(('answer__in', ['yes', 'no']), ('kind', 'toilet'), ('number__isnull', True)), models.Q(('answer__in', ['left', 'right', 'both', 'neither']), ('kind', 'transfer'), ('number__isnull', True)), models.Q(('answer__in', ['yes', 'no']), ('kind', 'changing-place'), ('number__isnull', True)), models.Q(('answer__in', ['']), ('kind', 'bays'), ('number__isnull', False)), models.Q(('answer__in', ['yes', 'no']), ('kind', 'hearing-loop'), ('number__isnull', True)), _connector='OR'), name='access_fact_answer_fits'),
        ),
        migrations.AddConstraint(
            model_name='accessfact',
            constraint=models.CheckConstraint(condition=models.Q(('number__isnull', True), ('number__lte', 500), _connector='OR'), name='access_fact_number_is_likely'),
        ),
        migrations.AddConstraint(
            model_name='hubfacility',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['hall', 'room', 'kitchen', 'cafe', 'computers', 'wifi', 'warm', 'play', 'garden', 'sport'])), name='facility_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='hubfacility',
            constraint=models.UniqueConstraint(fields=('hub', 'kind'), name='facility_once_a_hub'),
        ),
        migrations.AddConstraint(
            model_name='hubmanager',
            constraint=models.UniqueConstraint(fields=('hub', 'person'), name='manager_once_a_hub', violation_error_message='This person manages the hub already.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['closed', 'partly'])), name='hub_notice_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='hub_notice_ends_after_it_starts', violation_error_message='It must end after it starts.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='hub_notice_says_something'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('instead_hub__isnull', True), models.Q(('instead_hub', models.F('hub')), _negated=True), _connector='OR'), name='hub_notice_leads_elsewhere', violation_error_message='Name another hub.'),
        ),
        migrations.AddConstraint(
            model_name='openingexception',
            constraint=models.UniqueConstraint(fields=('hub', 'day'), name='opening_exception_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='openingperiod',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='opening_period_ends_after_it_starts', violation_error_message='The last day can’t be before the first.'),
        ),
        migrations.AddConstraint(
            model_name='openingperiod',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('hub', 'starts_on'), name='opening_usual_hours_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='openingperiod',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', False)), fields=('hub', 'starts_on'), name='opening_season_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='openingwindow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exception__isnull', True), ('period__isnull', False), ('weekday__in', [0, 1, 2, 3, 4, 5, 6]), ('weekday__isnull', False)), models.Q(('exception__isnull', False), ('period__isnull', True), ('weekday__isnull', True)), _connector='OR'), name='opening_window_of_a_weekday_or_an_exception'),
        ),
        migrations.AddConstraint(
            model_name='openingwindow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opens', models.F('closes')), _negated=True), ('opens', datetime.time(0, 0)), _connector='OR'), name='opening_window_has_a_length'),
        ),
        migrations.AddConstraint(
            model_name='openingwindow',
            constraint=models.UniqueConstraint(fields=('period', 'weekday', 'opens'), name='opening_window_once_a_weekday'),
        ),
        migrations.AddConstraint(
            model_name='openingwindow',
            constraint=models.UniqueConstraint(fields=('exception', 'opens'), name='opening_window_once_an_exception'),
        ),
        migrations.AddConstraint(
            model_name='sourceline',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='source_line_says_something'),
        ),
        migrations.AddConstraint(
            model_name='sourceline',
            constraint=models.CheckConstraint(condition=models.Q(('pages', ''), _negated=True), name='source_line_has_a_page'),
        ),
    ]
