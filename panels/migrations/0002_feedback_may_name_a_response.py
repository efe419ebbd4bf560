import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("panels", "0001_initial"),
        ("questionnaires", "0001_questions_and_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sessionfeedback",
            name="heard",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "Not at all"),
                    (2, "Not much"),
                    (3, "Partly"),
                    (4, "Well"),
                    (5, "Very well"),
                ],
                null=True,
                verbose_name="how well were you heard?",
            ),
        ),
        migrations.AddField(
            model_name="sessionfeedback",
            name="response",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="session_feedback",
                to="questionnaires.response",
            ),
        ),
    ]
