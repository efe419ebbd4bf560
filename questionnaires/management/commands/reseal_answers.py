from django.core.management.base import BaseCommand

from questionnaires.services import reseal_all


class Command(BaseCommand):
    help = "Seal every special-category answer with the newest of EQUALITY_KEYS. Safe to repeat."

    def handle(self, *args, **options):
        self.stdout.write(f"{reseal_all()} rows are sealed with the newest key.")
