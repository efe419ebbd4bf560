"""What editions say: money by its source, documents by name, and groups that have another name."""

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import documents, services
from organisations.models import Organisation
from tests.factories.fund import open_round, together
from tests.factories.organisations import DocumentFactory
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def rename(group, name: str) -> None:
    Organisation.objects.filter(pk=group.pk).update(name=name)


def test_a_group_with_another_name_is_the_same_group_and_that_is_said_once():
    made = together()
    first = made.sent()
    old = made.partner.organisation.name
    rename(made.partner.organisation, "Demo Phoenix")
    assert services.unaccepted(made.application) == [], "What it accepted still counts."
    second = made.sent()
    found = services.differences(first.content, second.content)
    assert [(one.what, one.before, one.after) for one in found] == [
        ("Name of a group", old, "Demo Phoenix")
    ]
    assert services.lacking_of_sent(made.application.entry, first) == []


def test_an_edition_from_before_groups_had_keys_is_compared_by_name():
    made = together()
    content = made.sent().content
    for one in (*content["partners"], *content["budget"]):
        del one["group"]
    assert services.differences(content, services.content_of(made.application.entry)) == []
    first = services.last_edition(made.application.entry)
    first.content = content
    assert services.lacking_of_sent(made.application.entry, first) == []


def test_a_part_says_where_its_money_comes_from_with_totals(client):
    made = together(accepted=False)
    services.add_lines(
        application_id=made.application.pk,
        actor=made.lead,
        partner=made.partner,
        category="volunteers",
        source="in-kind",
        what="Volunteers' time",
        pence={1: 50_000, 2: 20_000},
    )
    sign_in(client, made.owner, "code")
    url = reverse("collaboration_fund:accept", args=[made.application.reference, made.partner.pk])
    page = client.get(url)
    assert [(one["what"], one["source"]) for one in page.context["lines"]] == [
        ("Rent", "Asked of the fund"),
        ("Volunteers' time", "Given in kind"),
        ("Volunteers' time", "Given in kind"),
    ]
    assert page.context["sums"] == [
        ("Asked of the fund in all", 50_000),
        ("Money from elsewhere in all", 0),
        ("Given in kind in all", 70_000),
    ]
    assert "£700" in page.text
    sign_in(client, made.lead, "code")
    budget = client.get(reverse("collaboration_fund:budget", args=[made.application.reference]))
    assert "What is asked of the fund: by group, kind and quarter" in budget.text


def test_a_receipt_names_documents_adds_up_and_says_what_comes_next(client):
    round = open_round()
    round.documents.create(what="governing")
    made = together(round)
    document = DocumentFactory(organisation=made.application.lead)
    edition = made.sent()
    parts = dict(documents.parts_of_content(edition.content))
    [(kind, words)] = parts["Documents"]
    assert kind == str(document.get_what_display())
    assert words.startswith(f"governing.{document.kind}, {timezone.localdate():%-d %B %Y}\n")
    assert document.sha256 in words
    assert [text for _label, text in parts["Budget"][-3:]] == ["£2,000", "£0", "£0"]
    sign_in(client, made.lead, "code")
    page = client.get(
        reverse("collaboration_fund:edition", args=[made.application.reference, 1, 1])
    )
    assert "can change it and send it again until" in page.text
    assert f"decides on {round.decided_on:%-d %B %Y}" in page.text
    assert "Back to the application" in page.text
