"""The public list: groups of the directory, what they need and give, and nobody's name."""

import pytest
from django.urls import reverse

from organisations.enums import Role
from partnerships.models import Match, Posting
from tests.factories.organisations import MembershipFactory, OrganisationFactory, group_with
from tests.factories.partnerships import PostingFactory, partners
from tests.factories.people import ResidentFactory
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db
LIST = reverse("needs:list")


def shown(client, **asked) -> str:
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return page.content.decode()


def test_everybody_reads_open_needs_and_offers_of_the_directory(client):
    group, owner = group_with(listed=True)
    PostingFactory(organisation=group, title="Chairs for a fair")
    PostingFactory(title="Secret hall", organisation=OrganisationFactory())
    words = shown(client)
    assert "Chairs for a fair" in words
    assert group.get_absolute_url() in words
    assert "Secret hall" not in words
    assert owner.name not in words
    assert owner.email not in words


def test_the_list_is_narrowed_by_the_address(client):
    ward = WardFactory()
    here = PostingFactory(title="Here", kind="offer", parts=[("skills-law", 1)])
    here.wards.add(ward)
    here.spoken.create(code="ur")
    there = PostingFactory(title="There", details="With a stage")
    there.wards.add(WardFactory())
    PostingFactory(title="Everywhere")
    for asked, found in (
        ({"q": "STAGE"}, {"There"}),
        ({"kind": "offer"}, {"Here"}),
        ({"about": "skills"}, {"Here"}),
        ({"ward": ward.slug}, {"Here", "Everywhere"}),
        ({"language": "ur"}, {"Here"}),
        ({"about": "reach"}, set()),
    ):
        words = shown(client, **asked)
        titles = ("Here", "There", "Everywhere")
        assert {one for one in titles if f"<bdi>{one}</bdi>" in words} == found


@pytest.mark.parametrize("odd", [{"ward": "x"}, {"kind": "wish"}, {"page": "-1"}, {"q": "\x00"}])
def test_an_unusable_filter_is_never_an_error(client, odd):
    PostingFactory()
    shown(client, **odd)


def test_the_groups_own_public_page_lists_them(client):
    posting = PostingFactory(title="Chairs for a fair")
    words = client.get(posting.organisation.get_absolute_url()).content.decode()
    assert "Chairs for a fair" in words


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_list_takes_the_same_number_of_statements(client, rows, django_assert_num_queries):
    for posting in PostingFactory.create_batch(rows):
        posting.wards.add(WardFactory())
        posting.spoken.create(code="ur")
    with django_assert_num_queries(7):
        shown(client)


def answer_to(posting) -> str:
    return reverse("needs:answer", args=[posting.pk])


@pytest.mark.parametrize(
    ("kind", "words", "other"),
    [("need", "We can help", "offer"), ("offer", "We need this", "need")],
)
def test_who_reads_a_posting_answers_it_and_has_the_match_at_once(client, kind, words, other):
    ward = WardFactory()
    parts = [("services-food", 30)]
    posting = PostingFactory(kind=kind, title="Soup", parts=parts, details="Hot", weekdays="2")
    posting.wards.add(ward)
    group, owner = group_with()
    assert words in shown(client)
    address = answer_to(posting)
    assert address in shown(client)
    assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(owner)
    new = client.get(address).url
    assert new == reverse("my_needs:new", args=[group.slug, other]) + f"?for={posting.pk}"
    form = client.get(new).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    assert typed["title"] == "For: Soup"
    assert (typed["category_1"], typed["quantity_1"]) == ("services-food", "30")
    assert (typed["wards"], typed["weekdays"], typed["details"]) == ([ward.pk], ["2"], None)
    day = typed.pop("expires_on")
    typed |= {"expires_on_0": day.day, "expires_on_1": day.month, "expires_on_2": day.year}
    sent = {name: value for name, value in typed.items() if value not in (None, "")}
    answer = client.post(new, sent)
    match = Match.objects.get()
    assert answer.url == reverse("my_needs:match", args=[group.slug, match.pk])
    assert {one.pk for one in match.groups()} == {group.pk, posting.organisation_id}
    assert Posting.objects.get(organisation=group).kind == other


def test_whoever_acts_for_several_groups_chooses_and_whoever_for_none_is_led_on(client):
    posting = PostingFactory()
    address = answer_to(posting)
    person = ResidentFactory()
    client.force_login(person)
    MembershipFactory(person=person, role=Role.VIEWER)
    MembershipFactory(person=person, role=Role.OWNER, organisation=posting.organisation)
    words = client.get(address).content.decode()
    assert reverse("my_organisations:new") in words
    assert "?for=" not in words
    MembershipFactory.create_batch(2, person=person, role=Role.EDITOR)
    assert client.get(address).content.decode().count(f"?for={posting.pk}") == 2


def test_what_isnt_public_cannot_be_answered(client):
    group, owner = group_with()
    client.force_login(owner)
    hidden = PostingFactory(organisation=OrganisationFactory(), title="Secret hall")
    closed = PostingFactory(state="closed", title="Closed hall")
    for posting in (hidden, closed):
        assert client.get(answer_to(posting)).status_code == 404
        new = reverse("my_needs:new", args=[group.slug, "offer"]) + f"?for={posting.pk}"
        assert posting.title not in client.get(new).content.decode()
    for odd in ("x", "9" * 400, "-1", "\x00", "٣"):
        page = client.get(reverse("my_needs:new", args=[group.slug, "offer"]), {"for": odd})
        assert page.status_code == 200


def test_a_need_whose_parts_are_found_asks_nobody_to_help(client):
    _partnership, [(group, _owner), _other] = partners()
    need, open_still = group.postings.get(), PostingFactory()
    words = shown(client)
    assert need.title in words
    assert answer_to(need) not in words
    assert answer_to(open_still) in words
