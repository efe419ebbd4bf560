import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('collaboration_fund', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='public', to='collaboration_fund.award', verbose_name='award')),
                ('purpose', models.TextField(help_text='A few plain sentences. Nobody’s name, address or telephone number.', max_length=1000, verbose_name='what it is for')),
                ('is_said', models.BooleanField(default=False, editable=False, help_text='Else the portal itself says who works together on what.', verbose_name='said by an officer')),
                ('is_town_wide', models.BooleanField(default=False, verbose_name='for the whole of Luton')),
                ('text', models.TextField(blank=True, editable=False, verbose_name='open data')),
                ('faults', models.TextField(blank=True, editable=False, verbose_name='what holds it back')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='published last changed at')),
                ('wards', models.ManyToManyField(blank=True, related_name='+', to='places.ward', verbose_name='wards of those who benefit')),
            ],
            options={
                'verbose_name': 'published award',
                'verbose_name_plural': 'published awards',
                'ordering': ['-award__decided_on', 'award__reference'],
                'constraints': [models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='public_award_says_what_for', violation_error_message='Say what it is for.')],
            },
        ),
    ]
