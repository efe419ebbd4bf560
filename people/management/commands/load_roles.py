from django.core.management.base import BaseCommand

from people.services import load_roles


class Command(BaseCommand):
    help = "Write the officers' roles and what each may do. Safe to repeat."

    def handle(self, *args, **options):
        load_roles()
        self.stdout.write("The roles are loaded.")
