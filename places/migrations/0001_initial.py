import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Ward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=9, unique=True)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('area', models.CharField(choices=[('north', 'North'), ('east', 'East'), ('south', 'South'), ('west', 'West'), ('central', 'Central')], max_length=10)),
                ('population', models.PositiveIntegerField()),
                ('asian', models.PositiveIntegerField()),
                ('black', models.PositiveIntegerField()),
                ('mixed', models.PositiveIntegerField()),
                ('other', models.PositiveIntegerField()),
                ('white', models.PositiveIntegerField()),
                ('disabled', models.PositiveIntegerField()),
                ('mean_deprivation_decile', models.DecimalField(decimal_places=1, max_digits=3)),
                ('deprived_lsoas', models.PositiveSmallIntegerField()),
                ('lsoas', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'ward',
                'verbose_name_plural': 'wards',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='ward_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.'), models.CheckConstraint(condition=models.Q(('area__in', ['north', 'east', 'south', 'west', 'central'])), name='ward_area_is_known'), models.CheckConstraint(condition=models.Q(('deprived_lsoas__lte', models.F('lsoas'))), name='ward_deprived_lsoas_within_lsoas')],
            },
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('postcode', models.CharField(blank=True, max_length=8, validators=[django.core.validators.RegexValidator('^LU[0-9]{1,2} [0-9][A-Z]{2}$', 'Like LU1 2BQ.')], verbose_name='postcode')),
                ('ward', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.ward')),
                ('step_free', models.BooleanField(blank=True, null=True, verbose_name='step-free access')),
                ('hearing_loop', models.BooleanField(blank=True, null=True, verbose_name='hearing loop')),
                ('parking', models.BooleanField(blank=True, null=True, verbose_name='parking')),
                ('accessible_toilet', models.BooleanField(blank=True, null=True, verbose_name='accessible toilet')),
                ('prayer_room', models.BooleanField(blank=True, null=True, verbose_name='prayer room')),
                ('nearest_stop', models.CharField(blank=True, max_length=120, verbose_name='nearest stop')),
                ('notes', models.TextField(blank=True, verbose_name='notes on getting in')),
                ('is_demo', models.BooleanField(default=False, help_text='Facts invented for demonstration, not checked at the venue.')),
            ],
            options={
                'verbose_name': 'venue',
                'verbose_name_plural': 'venues',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='venue_has_an_address', violation_error_message='Enter an address for the page, in Latin letters.')],
            },
        ),
        migrations.CreateModel(
            name='PostcodeWard',
            fields=[
                ('postcode', models.CharField(help_text='Upper case, without the space.', max_length=7, primary_key=True, serialize=False)),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='places.ward')),
                ('easting', models.PositiveIntegerField(blank=True, null=True)),
                ('northing', models.PositiveIntegerField(blank=True, null=True)),
                ('is_sample', models.BooleanField(default=False, help_text='Never issued; invented for tests and the demonstration.')),
            ],
            options={
                'verbose_name': 'postcode',
                'verbose_name_plural': 'postcodes',
                'ordering': ['postcode'],
                'constraints': [models.CheckConstraint(condition=models.Q(('postcode', django.db.models.functions.text.Upper('postcode')), models.Q(('postcode__contains', ' '), _negated=True)), name='postcode_is_upper_case_without_space'), models.CheckConstraint(condition=models.Q(models.Q(('easting__isnull', True), ('northing__isnull', True)), models.Q(('easting__isnull', False), ('northing__isnull', False)), _connector='OR'), name='postcode_has_a_whole_point_or_none')],
            },
        ),
    ]
