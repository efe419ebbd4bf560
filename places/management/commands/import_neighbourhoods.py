"""Import neighbourhoods of the Census."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.refusal import Refusal
from places.neighbourhoods import import_neighbourhoods


class Command(BaseCommand):
    """`manage.py import_neighbourhoods FILE`"""

    help = (
        "Import LSOAs with their deprivation decile, households and middle (metres of the "
        "National Grid) from a CSV file, in place of those that are there. All or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                count = import_neighbourhoods(lines)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The file can't be read: {error}", returncode=2) from error
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"{count} neighbourhoods imported.")
