"""The front page."""

from django.db.models import Count, Q
from django.shortcuts import render

from panels.models import Session
from places.models import Area, Ward
from publishing.models import PublicAward
from questionnaires.models import Survey
from recruitment.models import Round

SURVEYS_SHOWN = 3
AWARDS_SHOWN = 3

# The town in tiles: each of the council's areas with its wards roughly as they lie, west to east
# and north to south.
TOWN = {
    Area.NORTH: ("sundon-park", "northwell", "bramingham", "barnfield"),
    Area.WEST: ("lewsey", "leagrave", "poets", "challney"),
    Area.CENTRAL: ("beech-hill", "saints", "dallow", "biscot"),
    Area.EAST: ("round-green", "stopsley", "vauxhall", "wigmore"),
    Area.SOUTH: ("farley", "south", "central", "high-town"),
}


def home(request):
    """Show what to join next, what is near, and what came of earlier sessions."""
    open_now = Session.objects.open_for_registration().ahead()
    reported = Session.objects.filter(state=Session.State.REPORTED).exclude(outcome="")
    context = {
        "sessions": open_now.select_related("venue")[:3],
        "town": town(open_now),
        "outcomes": reported.past()[:3],
        "surveys": Survey.objects.open()[:SURVEYS_SHOWN],
        "awards": PublicAward.objects.published().select_related("award")[:AWARDS_SHOWN],
        "round": Round.objects.taking_applications().order_by("closes_at").first(),
    }
    return render(request, "home.html", context)


def town(open_now) -> list[dict]:
    """Return the areas and wards for `ward_tiles.html`, each with its count of these sessions."""
    count = Count("venue__sessions", filter=Q(venue__sessions__in=open_now))
    wards = {ward.slug: ward for ward in Ward.objects.annotate(count=count)}
    return [
        {"key": area.value, "name": area.label, "wards": [wards[slug] for slug in slugs]}
        for area, slugs in TOWN.items()
        if set(slugs) <= set(wards)
    ]
