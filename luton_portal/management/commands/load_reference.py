"""Load what every portal needs before the first visitor: wards, themes, roles."""

from django.core.management.base import BaseCommand

from people.services import load_roles
from places.services import load_wards
from programme.services import load_themes


class Command(BaseCommand):
    help = "Load wards, Luton 2040 themes and officers' roles. Safe to repeat."

    def handle(self, **options):
        load_wards()
        load_themes()
        load_roles()
