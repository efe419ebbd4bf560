"""Load Luton's postcodes."""

from django.core.management.base import BaseCommand, CommandError

from core.refusal import Refusal
from places import services


class Command(BaseCommand):
    """`manage.py load_postcodes`"""

    help = (
        "Load Luton's 3,236 postcodes of 2025 with their wards and where they are, from OS "
        "Code-Point Open (Open Government Licence 3.0). Safe to repeat."
    )

    def handle(self, **options):
        try:
            count = services.load_postcodes()
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(f"{count} postcodes loaded.")
