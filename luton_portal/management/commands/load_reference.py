"""Load what every portal needs before the first visitor: wards, themes, questions, roles, plan."""

from django.core.management.base import BaseCommand

from investment.services import load_plan
from people.services import load_roles
from places.services import load_wards
from programme.services import load_themes
from questionnaires.services import load_question_sets


class Command(BaseCommand):
    help = (
        "Load wards, Luton 2040 themes, question sets, roles and the plan for hubs. Safe to repeat."
    )

    def handle(self, **options):
        load_wards()
        load_themes()
        load_question_sets()
        load_roles()
        load_plan()
