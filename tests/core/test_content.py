"""What officers wrote is marked where it isn't in the language of its page."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.factories.panels import TopicFactory

pytestmark = pytest.mark.django_db


def shown(thing, *, language, more=""):
    with override(language):
        template = Template("{% load portal %}{% content thing 'summary' " + more + "%}")
        return template.render(Context({"thing": thing}))


def test_english_on_an_urdu_page_is_marked_as_english():
    topic = TopicFactory(summary_en="Buses & trains", summary_ur="")
    assert shown(topic, language="en") == "Buses &amp; trains"
    assert shown(topic, language="ur") == '<span lang="en" dir="ltr">Buses &amp; trains</span>'


def test_what_is_written_in_urdu_is_shown_plainly():
    topic = TopicFactory(summary_en="Buses", summary_ur="بسیں")
    assert shown(topic, language="ur") == "بسیں"


def test_nothing_is_marked_where_nothing_is_written():
    assert shown(TopicFactory(summary_en="", summary_ur=""), language="ur") == ""


def test_paragraphs_stay_paragraphs():
    topic = TopicFactory(summary_en="One\n\nTwo", summary_ur="")
    assert shown(topic, language="ur", more="paragraphs=True ") == (
        '<div lang="en" dir="ltr"><p>One</p>\n\n<p>Two</p></div>'
    )
