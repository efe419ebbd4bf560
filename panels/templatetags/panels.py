"""Figures of the panels in templates: `{% load panels %}`."""

from django import template

from core import statistics

register = template.Library()

register.filter("published", statistics.published)
