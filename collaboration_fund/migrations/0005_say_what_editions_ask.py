from django.db import migrations


def fill(apps, _schema_editor):
    """Add up what each edition that was sent before asks of the fund."""
    for edition in apps.get_model("collaboration_fund", "Edition").objects.iterator():
        budget = edition.content["budget"]
        edition.asked_pence = sum(line["pence"] for line in budget if line["source"] == "grant")
        edition.save(update_fields=["asked_pence"])


class Migration(migrations.Migration):
    dependencies = [("collaboration_fund", "0004_edition_says_what_it_asks")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
