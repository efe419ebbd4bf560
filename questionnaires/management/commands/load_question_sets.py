from django.core.management.base import BaseCommand

from questionnaires.services import load_question_sets


class Command(BaseCommand):
    help = "Write the question sets that every portal has, if they are missing. Safe to repeat."

    def handle(self, *args, **options):
        self.stdout.write(f"{load_question_sets()} sets are loaded.")
