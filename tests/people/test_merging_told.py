"""Who is told that two records became one, how, and which references they go on using."""

import pytest
from django.urls import reverse

from messaging.models import OutboxMessage
from people import roles
from people.merging import merge_people
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of, sign_in_officer
from tests.officers.pages import press, send
from tests.people.test_merging import caller

pytestmark = pytest.mark.django_db


def two_records(kept, gone):
    """Both are registered for one session, one of them for another: (stays, moves, ends)."""
    both = SessionFactory(title_en="Lamps", title_ur="بتیاں", taken=2)
    stays, ends = (RegistrationFactory(session=both, person=one) for one in (kept, gone))
    moved = RegistrationFactory(session=SessionFactory(title_en="Parks"), person=gone)
    return stays, moved, ends


def test_by_letter_where_there_is_no_address_and_the_officer_reads_it_first(client):
    sign_in_officer(client, officer_of(roles.PANELS_OFFICER))
    kept, gone = caller(), caller(name="Demo Person Two")
    stays, moved, ends = two_records(kept, gone)
    address = reverse("admin:people_user_merge", args=[kept.pk])
    asked = {"suggested": str(gone.pk), "other": ""}
    question = send(client, address, asked).context["question"]
    assert f"{ends.reference} (Place confirmed) is withdrawn" in " ".join(question.doubts)
    [telling] = question.tellings
    assert (telling.names, telling.letters) == (("Demo Person",), 1)
    assert press(client, address, asked).status_code == 302
    letter = OutboxMessage.objects.get()
    assert (letter.state, letter.recipient) == ("letter", kept.reference)
    assert telling.words[0].text == letter.text
    for one in (stays, moved):
        assert f"{one.reference}: {one.session.title_en}" in letter.text
    assert ends.reference not in letter.text
    assert "sign in" not in letter.text
    listed = client.get(reverse("admin:messaging_outboxmessage_changelist"))
    assert [*listed.context["cl"].queryset] == [letter]


def test_by_email_in_their_language_and_the_address_given_up_reads_no_references(client):
    kept, gone = ResidentFactory(language="ur"), ResidentFactory()
    stays, moved, _ends = two_records(kept, gone)
    merge_people(person_id=kept.pk, other_id=gone.pk, actor=OfficerFactory(is_superuser=True))
    told = {row.to_address: row for row in OutboxMessage.objects.all()}
    assert told.keys() == {kept.email, gone.email}
    assert f"{stays.reference}: بتیاں" in told[kept.email].text
    assert moved.reference in told[kept.email].html
    assert not any(one.reference in told[gone.email].text for one in (stays, moved))


def test_an_address_that_nobody_had_proven_is_told_where_it_stays():
    kept, gone = ResidentFactory(), ResidentFactory()
    kept.emailaddress_set.update(verified=False)
    gone.emailaddress_set.update(verified=False)
    merge_people(person_id=kept.pk, other_id=gone.pk, actor=OfficerFactory(is_superuser=True))
    assert [row.to_address for row in OutboxMessage.objects.all()] == [kept.email]
