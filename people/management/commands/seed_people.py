from django.core.management.base import BaseCommand

from people import demo


class Command(BaseCommand):
    help = "Make the demo resident and the demo officer. Safe to repeat; refused in production."

    def handle(self, *args, **options):
        demo.seed()
        self.stdout.write(
            f"Resident: {demo.RESIDENT_EMAIL}, by a code from /mailbox/. "
            f"Officer: {demo.OFFICER_EMAIL}, password {demo.OFFICER_PASSWORD}."
        )
