"""Load Luton's wards."""

from django.core.management.base import BaseCommand

from places import services


class Command(BaseCommand):
    """`manage.py load_wards`"""

    help = "Load Luton's 20 wards of 2023 with their Census 2021 figures. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{services.load_wards()} wards loaded.")
