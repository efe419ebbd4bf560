"""Load the themes of Luton 2040."""

from django.core.management.base import BaseCommand

from programme import services


class Command(BaseCommand):
    """`manage.py load_themes`"""

    help = "Load the key themes of Luton 2040. Safe to repeat; keeps what officers changed."

    def handle(self, **options):
        self.stdout.write(f"{services.load_themes()} themes.")
