"""Tags of the own pages of activities."""

from django import template

from activities.pages import own_url as address_of

register = template.Library()


@register.simple_tag
def own_url(activity, page: str, of_hub: bool, more=None) -> str:
    """The address of one of its own pages, below its hub or below its group."""
    return address_of(activity, page, of_hub=bool(of_hub), more=more)
