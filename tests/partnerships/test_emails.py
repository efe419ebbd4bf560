"""Each email of needs and partnerships: in both languages, with a link, of a kind that is known."""

import inspect

import pytest
from django.conf import settings

from core.words import Words
from messaging.emails import render
from messaging.kinds import kind_named
from messaging.models import OutboxMessage
from partnerships import emails
from partnerships.models import Match, Message
from tests.factories.partnerships import PostingFactory, partners

pytestmark = pytest.mark.django_db

BUILDERS = {
    name: function
    for name, function in vars(emails).items()
    if inspect.isfunction(function)
    and function.__module__ == emails.__name__
    and function.__annotations__.get("return") is emails.Email
    and not name.startswith("_")
}
NAME = "Tom & Asha’s <Group>"


@pytest.fixture
def written() -> dict:
    """Each email, by the name of the function that writes it; the groups have an awkward name."""
    partnership, [(group, _owner), (other, theirs)] = partners()
    type(group).objects.filter(pk__in=[group.pk, other.pk]).update(name=NAME)
    membership = group.memberships.select_related("person", "organisation").get()
    match = Match.objects.with_details().get(pk=partnership.match_id)
    posting = PostingFactory(organisation=group, title="Chairs & <tables>")
    message = Message.objects.create(match=match, organisation=other, author=theirs, text="Hi")
    other.refresh_from_db()
    given = {
        "matches_found": (2,),
        "match_agreed": (match,),
        "match_over": (match, Words("partnerships.given")),
        "new_message": (message,),
        "to_confirm": ([posting], "Demo fair"),
        "posting_closed": (posting, "It asks for money."),
        "partnership_proposed": (partnership, other),
        "partnership_formed": (partnership,),
        "partnership_over": (partnership, other),
    }
    assert given.keys() == BUILDERS.keys()
    return {name: build(membership, *given[name]) for name, build in BUILDERS.items()}


def test_each_file_is_written_by_one_function(written):
    files = {path.name for path in (settings.BASE_DIR / "templates/partnerships/email").iterdir()}
    said = {message.template.rpartition("/")[2] for message in written.values()}
    assert files - {"base.email"} == said


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_each_says_what_it_is_about_and_where_to_go_on(written, language):
    for name, message in written.items():
        email = render(message.template, message.context, language=language)
        assert message.context["page_url"] in email.text, name
        assert message.context["page_url"] in email.html, name
        assert "&amp;" not in email.text + email.subject, name
        assert "<Group>" not in email.html, name
        assert "\n" not in email.subject, name
        assert kind_named(message.kind)


def test_what_groups_wrote_to_each_other_stays_on_the_portal(written):
    message = written["new_message"]
    assert "Hi" not in render(message.template, message.context, language="en").text.split()


def test_officers_read_what_was_said_about_a_match_where_they_may_see_matches():
    partners()
    about = OutboxMessage.objects.filter(kind__startswith="partnerships.")
    kinds = {one.about.partition(":")[0] for one in about}
    assert kinds == {"match"}
