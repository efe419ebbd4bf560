"""Words that people typed, made safe to stand in an email."""

import re

from django import template

register = template.Library()

LONGEST = 120
# What makes links and markup, control characters, and marks that turn the writing direction.
UNWANTED = re.compile(r"[:/\\@<>\[\]\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@register.filter
def plain_name(value) -> str:
    """A name on one line that no mail program turns into a link: `{{ person.name|plain_name }}`.

    >>> plain_name("Win at https://evil.example/x")
    'Win at https evil. example x'
    """
    words = UNWANTED.sub(" ", str(value))
    words = re.sub(r"(?<=\w)\.(?=\w)", ". ", words)
    return " ".join(words.split())[:LONGEST]
