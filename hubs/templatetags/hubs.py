"""How the pages of hubs write distances."""

from django import template

from hubs.words import metres_words

register = template.Library()
register.filter("metres", metres_words)
