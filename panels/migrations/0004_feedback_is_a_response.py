import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("panels", "0003_carry_feedback_into_responses")]

    operations = [
        migrations.RemoveConstraint(model_name="sessionfeedback", name="feedback_heard_is_1_to_5"),
        migrations.RemoveField(model_name="sessionfeedback", name="heard"),
        migrations.RemoveField(model_name="sessionfeedback", name="next_step"),
        migrations.RemoveField(model_name="sessionfeedback", name="may_quote"),
        migrations.AlterField(
            model_name="sessionfeedback",
            name="response",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="session_feedback",
                to="questionnaires.response",
            ),
        ),
    ]
