"""Fill a demonstration with invented people, venues and a year's programme."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from activities import demo as activities_demo
from awards import demo as awards_demo
from bookings import demo as bookings_demo
from buildings import demo as buildings_demo
from collaboration_fund import demo as fund_demo
from hubs import demo as hubs_demo
from investment import demo as investment_demo
from monitoring import demo as monitoring_demo
from organisations import demo as organisations_demo
from organisations.models import Organisation
from panels import demo as panels_demo
from partnerships import demo as partnerships_demo
from people import demo as people_demo
from places import demo as places_demo
from places.services import load_postcodes, load_sample_postcodes
from publishing.services import keep_up
from questionnaires import demo as questionnaires_demo
from recruitment import demo as recruitment_demo
from taskforce import demo as taskforce_demo


class Command(BaseCommand):
    help = "Seed the demonstration, once. Never in production."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("This is production: invented people have no place here.")
        load_sample_postcodes()
        load_postcodes()
        places_demo.seed()
        resident, officer = people_demo.seed()
        organisations_demo.seed(
            officer=officer, resident=resident, owners=people_demo.group_owners()
        )
        hubs_demo.seed(resident=resident)
        invented = Organisation.objects.filter(is_demo=True).order_by("pk")
        activities_demo.seed(group=invented.first())
        bookings_demo.seed(groups=list(invented[:2]))
        panels_demo.seed(officer=officer, resident=resident)
        investment_demo.seed()
        buildings_demo.seed()
        taskforce_demo.seed(officer=officer, resident=resident)
        recruitment_demo.seed(officer=officer)
        questionnaires_demo.seed(officer=officer)
        partnerships_demo.seed(officer=officer)
        fund_demo.seed(officer=officer)
        awards_demo.seed(officer=officer)
        monitoring_demo.seed(officer=officer)
        keep_up()
        self.stdout.write("The demonstration is there.")
