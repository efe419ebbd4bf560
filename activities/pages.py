"""Where the own pages of an activity are: below its hub, and below its group."""

from datetime import date

from django.urls import reverse

from activities.models import Activity


def own_url(activity: Activity, page: str, *, of_hub: bool, more: date | int | None = None) -> str:
    """The address of one of its own pages.

    Args:
        page: the name of the address.
        of_hub: below its hub, else below its group.
        more: a day, or the key of what the page is about.
    """
    space = "my_hub_activities" if of_hub else "my_activities"
    slug = activity.hub.slug if of_hub else activity.organisation.slug
    arguments = [slug, activity.pk]
    if more is not None:
        arguments.append(more.isoformat() if isinstance(more, date) else more)
    return reverse(f"{space}:{page}", args=arguments)
