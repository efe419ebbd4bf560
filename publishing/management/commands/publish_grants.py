"""Write the published grants to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from publishing import services
from publishing.models import PublicAward


class Command(BaseCommand):
    """`manage.py publish_grants --output grants.json`"""

    help = "Write the grants of all awards that can be published as 360Giving JSON."

    def add_arguments(self, parser):
        parser.add_argument("--output", required=True, type=Path, help="The file to write.")

    def handle(self, **options):
        services.keep_up()
        for public in PublicAward.objects.held_back().select_related("award"):
            self.stderr.write(f"Held back: {public}: {'; '.join(public.faults.splitlines())}")
        file = services.grants_json()
        if file is None:
            raise CommandError("No award can be published.")
        try:
            options["output"].write_text(file.text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The file can't be written: {error}") from error
        self.stdout.write(f"Published: {PublicAward.objects.published().count()} awards.")
