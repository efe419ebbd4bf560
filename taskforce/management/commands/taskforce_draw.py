"""Draw a panel by lottery from files alone, as `python -m taskforce.selection` does."""

from inspect import signature

from django.core.management.base import BaseCommand, CommandError

from taskforce.selection import command


class Command(BaseCommand):
    """`manage.py taskforce_draw --features F --people P --size K --seed S --output DIR`"""

    help = command.HELP
    requires_system_checks = []

    def add_arguments(self, parser):
        command.add_arguments(parser)

    def handle(self, **options):
        wanted = {name: options[name] for name in signature(command.run).parameters}
        try:
            self.stdout.write(command.run(**wanted))
        except command.Failed as failed:
            raise CommandError(str(failed), returncode=failed.status) from failed
