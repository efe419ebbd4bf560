"""What is said to people about activities: to hubs, to groups, and to who follows one."""

from django.conf import settings
from django.urls import reverse

from activities.models import Activity
from messaging.services import Message

PROPOSED = "activities.proposed"
ANSWERED = "activities.answered"
NEWS = "activities.news"


def _message(activity: Activity, person, name: str, *, kind: str, url: str, **context) -> Message:
    return Message(
        kind=kind,
        to=person.recipient,
        template=f"activities/email/{name}.email",
        context={
            "person": person,
            "activity": activity,
            "page_url": settings.SITE_URL + url,
            **context,
        },
        about=activity.filed_under,
    )


def proposed(activity: Activity, person) -> Message:
    """To who looks after a hub: a group proposes an activity there."""
    url = reverse("my_hub_activities:activity", args=[activity.hub.slug, activity.pk])
    return _message(activity, person, "proposed", kind=PROPOSED, url=url)


def answered(activity: Activity, person, *, reason: str) -> Message:
    """To the group: the hub lists it, or doesn't, and why."""
    url = reverse("my_activities:activity", args=[activity.organisation.slug, activity.pk])
    listed = activity.state == Activity.State.LISTED
    more = {"reason": reason, "is_listed": listed}
    return _message(activity, person, "answered", kind=ANSWERED, url=url, **more)


def news(activity: Activity, person, **what) -> Message:
    """To who follows it: a date is cancelled or moved, it goes elsewhere, or comes back.

    Args:
        what: `changed`, a ChangedDate; `stretch`, a Stretch; or `back_on`, a day.
    """
    url = activity.get_absolute_url()
    return _message(activity, person, "news", kind=NEWS, url=url, **what)


def ended(activity: Activity, person, *, reason: str) -> Message:
    """To who followed it: it takes place no more."""
    url = activity.hub.get_absolute_url()
    return _message(activity, person, "ended", kind=NEWS, url=url, reason=reason)
