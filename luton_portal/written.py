"""Pages of docs/ that are written from the code, and compared with it in `make check`."""

from collections.abc import Iterable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override


class WritesAPage(BaseCommand):
    """A command that writes `docs/{name}.md`, or with --check fails where it is out of date.

    Subclasses say `name`, which is the target of make too, and `lines`.
    """

    name = ""
    folder = settings.BASE_DIR / "docs"
    help = "Write a page of docs/ from the code; with --check, only compare."

    def add_arguments(self, parser):
        """--check: fail where the page is out of date, and write nothing."""
        parser.add_argument("--check", action="store_true", help="Compare, and write nothing.")

    def lines(self) -> Iterable[str]:
        """The page, in English."""
        raise NotImplementedError

    def handle(self, *, check, **options):
        file = self.folder / f"{self.name}.md"
        with override("en"):
            page = "\n".join(self.lines())
        if not check:
            file.write_text(page)
        elif not file.exists() or file.read_text() != page:
            said = f"docs/{self.name}.md is out of date: run `make {self.name}` and commit it."
            raise CommandError(said)


def row(cells: Iterable) -> str:
    """One row of a table in Markdown."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"
