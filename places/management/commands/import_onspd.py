"""Fill the postcode table from an ONS Postcode Directory file."""

from django.core.management.base import BaseCommand, CommandError

from core.refusal import Refusal
from places import services


class Command(BaseCommand):
    """`manage.py import_onspd FILE [--dry-run]`"""

    help = (
        "Fill the postcode table from an ONS Postcode Directory CSV file (columns pcds or pcd, "
        "and osward or one like wd25cd). Keeps Luton's wards only. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the CSV file, as the ONS publishes it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")

    def handle(self, *, file, dry_run, **options):
        try:
            with open(file, encoding="utf-8-sig", newline="") as lines:
                done = services.import_onspd(lines, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except Refusal as refusal:
            raise CommandError(f"{file}: {refusal}", returncode=2) from refusal
        self.stdout.write(
            f"{'Dry run, nothing written. ' if dry_run else ''}"
            f"{done.added} postcodes added, {done.changed} changed, {done.unchanged} unchanged; "
            f"{done.elsewhere} rows of other places passed over."
        )
