from django.db import migrations

SECTORS = ("residents", "community", "public", "private")


def fill_in(apps, schema):
    """Each sector has a row that says how many seats it has; none until an officer says so."""
    seats = apps.get_model("taskforce", "SectorSeats")
    rows = seats.objects.using(schema.connection.alias)
    for sector in SECTORS:
        rows.get_or_create(sector=sector)


class Migration(migrations.Migration):
    dependencies = [("taskforce", "0001_initial")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
