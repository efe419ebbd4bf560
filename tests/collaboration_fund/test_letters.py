"""Letters: officers' words with placeholders; what is typed into them is never live."""

from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from collaboration_fund import emails, services
from collaboration_fund.models import Letter
from collaboration_fund.validators import PLACEHOLDERS, only_known
from core.placeholders import fill, unknown
from messaging.emails import render
from tests.factories.panel import assessing, met

LIVE = (
    "{{ settings.SECRET_KEY }}",
    "{% load i18n %}",
    "{% include 'base.html' %}",
    "{{ request.user }}",
    "{name.__class__}",
    "{0.__init__.__globals__}",
    "{name!r}",
    "{name:>99999999}",
    "%(name)s",
    "%s%s%n",
    "${name}",
    "#{7*7}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "{{{{name}}}}",
    "{na{name}me}",
    "{% debug %}",
)


def hostile(number: int) -> list[str]:
    """So many inputs: each kind, and pieces of several run together."""
    by = Random(7)
    mixed = [
        "".join(by.sample(LIVE, 3)) + by.choice(["{title}", "{", "}}", "{group"])
        for _n in range(number - len(LIVE))
    ]
    return [*LIVE, *mixed]


def test_a_placeholder_is_a_name_of_the_list_and_is_filled_once():
    values = dict.fromkeys(PLACEHOLDERS, "{title}") | {"title": "Tea"}
    assert fill("{group}, {title}", values) == "{title}, Tea"
    assert fill("{ group } {Group} {other} {}", values) == "{ group } {Group} {other} {}"
    assert unknown("{group} {x} {y.z} {x}", PLACEHOLDERS) == ["x", "y.z"]
    with pytest.raises(ValidationError, match="isn’t a placeholder"):
        only_known("{secret}")
    only_known("Dear {name}")


@pytest.mark.django_db
def test_of_two_hundred_hostile_inputs_none_is_live():
    round, [made] = assessing(4)
    decision = met(round).decisions.get()
    decision.verdict, decision.pence = "no", 0
    letter = Letter(round=round, verdict="no")
    inputs = hostile(200)
    assert len({*inputs}) > 150
    made.lead.name = "Demo"
    for typed in inputs:
        # In the officers' template, and in what the panel and the groups typed.
        letter.subject_en, letter.text_en = typed[:120], f"Say: {typed} {{reason}}"
        letter.save()
        decision.reason = decision.conditions = typed
        decision.told = [{"criterion": typed, "mean": "1.0", "words": typed}]
        decision.meeting.review_until = decision.meeting.starts_at
        written = services.letter_to(decision, made.lead)
        message = emails.letter(decision, made.lead, written)
        said = render(message.template, message.context, language="en")
        # What was typed by the panel stands there as it was typed, and as nothing else.
        for part in (typed, "Say: "):
            assert part in said.text
        assert escape(typed) in said.html
        for tag in ("<script", "<svg", "<img"):
            assert tag not in said.html


@pytest.mark.django_db
def test_a_letter_is_in_the_readers_language_where_the_officers_wrote_it():
    round, [made] = assessing(4)
    decision = met(round).decisions.get()
    decision.verdict, decision.pence, decision.reason = "fund", 100_000, "Demo: good."
    Letter.objects.create(
        round=round,
        verdict="fund",
        subject_en="Yes to {title}",
        text_en="{amount} for {group}. {reason}",
        subject_ur="ہاں {title}",
        text_ur="{amount}",
    )
    english, urdu = (services.letter_in(decision, one) for one in ("en", "ur"))
    assert english.subject == "Yes to Tea for all"
    assert english.text == f"£1,000 for {made.application.lead.name}. Demo: good."
    assert (urdu.subject, urdu.text) == ("ہاں Tea for all", "£1,000")
    decision.verdict, decision.pence = "no", 0
    assert services.letter_in(decision, "en").subject == "We can’t fund “Tea for all”"
