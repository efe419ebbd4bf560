
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('rooms', 'Any room'), ('rooms-hall', 'Hall'), ('rooms-kitchen', 'Kitchen'), ('rooms-meeting', 'Meeting room'), ('rooms-office', 'Office or desk'), ('rooms-quiet', 'Quiet room for one to one'), ('rooms-outdoor', 'Garden or sports ground'), ('rooms-storage', 'Storage'), ('skills', 'Any skill'), ('skills-accounts', 'Money and accounts'), ('skills-fundraising', 'Fundraising'), ('skills-digital', 'Computers and websites'), ('skills-law', 'Law and governance'), ('skills-teaching', 'Teaching and training'), ('skills-design', 'Design, film and writing'), ('skills-trades', 'Building and repairs'), ('skills-safeguarding', 'Safeguarding and first aid'), ('volunteers', 'Volunteers for anything'), ('volunteers-drivers', 'Drivers'), ('volunteers-helpers', 'Helpers at events'), ('volunteers-befrienders', 'Befrienders'), ('volunteers-mentors', 'Mentors and tutors'), ('volunteers-cooks', 'Cooks'), ('volunteers-trustees', 'Trustees'), ('equipment', 'Any equipment'), ('equipment-chairs', 'Chairs and tables'), ('equipment-sound', 'Sound and light'), ('equipment-computers', 'Computers and tablets'), ('equipment-kitchen', 'Kitchen equipment'), ('equipment-sports', 'Sports and play equipment'), ('equipment-minibus', 'Minibus or van'), ('equipment-tents', 'Tents and stalls'), ('reach', 'Any community'), ('reach-young', 'Young people'), ('reach-older', 'Older people'), ('reach-families', 'Families'), ('reach-disabled', 'Disabled people'), ('reach-carers', 'Carers'), ('reach-faith', 'Faith communities'), ('reach-newcomers', 'Refugees and people new to Luton'), ('reach-minorities', 'Minority ethnic communities'), ('services', 'Any service'), ('services-advice', 'Advice on money, benefits or housing'), ('services-food', 'Food and meals'), ('services-wellbeing', 'Counselling and wellbeing'), ('services-interpreting', 'Interpreting and translation'), ('services-childcare', 'Childcare'), ('services-english', 'English lessons'), ('services-transport', 'Transport'), ('services-jobs', 'Help with finding work')], max_length=30, verbose_name='what is needed')),
                ('amount', models.PositiveIntegerField(verbose_name='how many')),
                ('reasons', models.JSONField(default=list, help_text='Sentences as `core.words` keeps them.', verbose_name='reasons')),
            ],
            options={
                'verbose_name': 'part of a match',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(help_text='The keys of all its groups, in order: 3,14,15.', max_length=80, verbose_name='groups')),
                ('points', models.PositiveSmallIntegerField(verbose_name='points out of 100')),
                ('state', models.CharField(choices=[('suggested', 'Waits for answers'), ('agreed', 'All said yes'), ('declined', 'Somebody said no'), ('withdrawn', 'No longer possible')], default='suggested', editable=False, max_length=20, verbose_name='state')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='found at')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
            ],
            options={
                'verbose_name': 'match',
                'verbose_name_plural': 'matches',
                'ordering': ['-points', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MatchMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a match',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=3000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'message between groups',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('rooms', 'Any room'), ('rooms-hall', 'Hall'), ('rooms-kitchen', 'Kitchen'), ('rooms-meeting', 'Meeting room'), ('rooms-office', 'Office or desk'), ('rooms-quiet', 'Quiet room for one to one'), ('rooms-outdoor', 'Garden or sports ground'), ('rooms-storage', 'Storage'), ('skills', 'Any skill'), ('skills-accounts', 'Money and accounts'), ('skills-fundraising', 'Fundraising'), ('skills-digital', 'Computers and websites'), ('skills-law', 'Law and governance'), ('skills-teaching', 'Teaching and training'), ('skills-design', 'Design, film and writing'), ('skills-trades', 'Building and repairs'), ('skills-safeguarding', 'Safeguarding and first aid'), ('volunteers', 'Volunteers for anything'), ('volunteers-drivers', 'Drivers'), ('volunteers-helpers', 'Helpers at events'), ('volunteers-befrienders', 'Befrienders'), ('volunteers-mentors', 'Mentors and tutors'), ('volunteers-cooks', 'Cooks'), ('volunteers-trustees', 'Trustees'), ('equipment', 'Any equipment'), ('equipment-chairs', 'Chairs and tables'), ('equipment-sound', 'Sound and light'), ('equipment-computers', 'Computers and tablets'), ('equipment-kitchen', 'Kitchen equipment'), ('equipment-sports', 'Sports and play equipment'), ('equipment-minibus', 'Minibus or van'), ('equipment-tents', 'Tents and stalls'), ('reach', 'Any community'), ('reach-young', 'Young people'), ('reach-older', 'Older people'), ('reach-families', 'Families'), ('reach-disabled', 'Disabled people'), ('reach-carers', 'Carers'), ('reach-faith', 'Faith communities'), ('reach-newcomers', 'Refugees and people new to Luton'), ('reach-minorities', 'Minority ethnic communities'), ('services', 'Any service'), ('services-advice', 'Advice on money, benefits or housing'), ('services-food', 'Food and meals'), ('services-wellbeing', 'Counselling and wellbeing'), ('services-interpreting', 'Interpreting and translation'), ('services-childcare', 'Childcare'), ('services-english', 'English lessons'), ('services-transport', 'Transport'), ('services-jobs', 'Help with finding work')], max_length=30, verbose_name='what')),
                ('quantity', models.PositiveIntegerField(default=1, verbose_name='how many')),
            ],
            options={
                'verbose_name': 'part of a need or offer',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
            ],
            options={
                'verbose_name': 'group of a partnership',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('formed', 'Formed'), ('dropped', 'Not formed'), ('ended', 'Ended')], default='proposed', editable=False, max_length=20, verbose_name='state')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='proposed at')),
                ('since', models.DateField(blank=True, editable=False, null=True, verbose_name='since')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'ordering': ['-proposed_at', '-pk'],
                'permissions': [('export_partnerships', 'Can export partnerships')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a partnership',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('need', 'Need'), ('offer', 'Offer')], max_length=10, verbose_name='need or offer')),
                ('title', models.CharField(max_length=100, verbose_name='in a few words')),
                ('details', models.TextField(blank=True, max_length=1500, verbose_name='more about it')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('weekdays', models.CharField(blank=True, help_text='1 is Monday: 25 is Tuesday and Friday. Empty: any.', max_length=7, verbose_name='weekdays')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='from what time')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='until what time')),
                ('expires_on', models.DateField(verbose_name='shown until')),
                ('state', models.CharField(choices=[('draft', 'Waits for the group'), ('open', 'Open'), ('matched', 'Met'), ('closed', 'Closed'), ('expired', 'Run out')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('event_name', models.CharField(blank=True, max_length=120, verbose_name='said at')),
                ('event_on', models.DateField(blank=True, null=True, verbose_name='said on')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='posted at')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ('looked_at', models.DateTimeField(blank=True, editable=False, help_text='Empty: it is looked at with the next matching.', null=True, verbose_name='matched at')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='invented for demonstration')),
            ],
            options={
                'verbose_name': 'need or offer',
                'verbose_name_plural': 'needs and offers',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('manage_postings', 'Can enter what groups said, and close needs and offers'), ('export_postings', 'Can export needs and offers')],
            },
        ),
        migrations.CreateModel(
            name='PostingMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(max_length=20)),
                ('to_state', models.CharField(max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'history of a need or offer',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Side',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('says_yes', models.BooleanField(blank=True, null=True, verbose_name='says yes')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
            ],
            options={
                'verbose_name': 'side of a match',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Spoken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('en', 'English'), ('sq', 'Albanian'), ('ar', 'Arabic'), ('bn', 'Bengali'), ('bfi', 'British Sign Language'), ('fa', 'Farsi'), ('fr', 'French'), ('gu', 'Gujarati'), ('hi', 'Hindi'), ('hu', 'Hungarian'), ('it', 'Italian'), ('lt', 'Lithuanian'), ('phr', 'Pahari'), ('ps', 'Pashto'), ('pl', 'Polish'), ('pt', 'Portuguese'), ('pa', 'Punjabi'), ('ro', 'Romanian'), ('sn', 'Shona'), ('so', 'Somali'), ('es', 'Spanish'), ('syl', 'Sylheti'), ('ta', 'Tamil'), ('tr', 'Turkish'), ('uk', 'Ukrainian'), ('ur', 'Urdu')], max_length=12, verbose_name='language')),
            ],
            options={
                'verbose_name': 'language of a need or offer',
                'ordering': ['code'],
            },
        ),
    ]
