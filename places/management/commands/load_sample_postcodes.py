"""Load the sample of postcodes."""

from django.core.management.base import BaseCommand, CommandError

from core.refusal import Refusal
from places import services


class Command(BaseCommand):
    """`manage.py load_sample_postcodes`"""

    help = (
        "Load the SAMPLE postcodes: one for each ward, LU99 1AA and on, which were never issued. "
        "Real ones come from import_onspd. Safe to repeat."
    )

    def handle(self, **options):
        try:
            count = services.load_sample_postcodes()
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"{count} sample postcodes loaded.")
