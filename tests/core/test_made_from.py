"""An officer's page that somebody else overtook: nothing is written, nobody's words are lost."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from core.forms import NamedLimits
from core.made_from import MADE_FROM, KnowsWhatItWasMadeFrom
from core.refusal import Refusal
from officers.fields import MomentField
from panels.models import Session
from places.models import Venue
from taskforce.models import Paper
from tests.factories.panels import SessionFactory
from tests.factories.places import VenueFactory, WardFactory
from tests.factories.taskforce import PaperFactory

pytestmark = pytest.mark.django_db


class VenueForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.ModelForm):
    class Meta:
        model = Venue
        fields = ["name", "address", "postcode", "ward", "step_free"]


class SessionForm(KnowsWhatItWasMadeFrom, forms.ModelForm):
    starts_at = MomentField()

    class Meta:
        model = Session
        fields = ["title_en", "summary_en", "starts_at", "capacity", "provisions"]


class PaperForm(KnowsWhatItWasMadeFrom, forms.ModelForm):
    class Meta:
        model = Paper
        fields = ["file", "title_en"]


class MinutesForm(KnowsWhatItWasMadeFrom, forms.Form):
    words = forms.CharField()


def sent(form, **typed) -> QueryDict:
    """What a browser sends of a form as it is shown, with what is typed."""
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if isinstance(value, list | tuple):
            data.setlist(bound.html_name, [str(getattr(one, "pk", one)) for one in value])
        elif not isinstance(bound.field, forms.FileField) and value not in (None, False):
            shown = bound.field.widget.format_value(value)
            data.setlist(bound.html_name, shown if isinstance(shown, list) else [shown or ""])
    for name, value in typed.items():
        data[form.add_prefix(name)] = value
    return data


def again(form_class, thing, data, files=None):
    """The form as the next request makes it."""
    return form_class(data, files, instance=type(thing).objects.get(pk=thing.pk))


def said(form) -> str:
    return " ".join(form.non_field_errors())


def test_a_page_that_nobody_overtook_is_saved():
    venue = VenueFactory()
    form = again(VenueForm, venue, sent(VenueForm(instance=venue), name="Mine"))
    assert form.is_valid(), form.errors
    assert form.changes() == {"name": "Mine"}
    form.save()
    venue.refresh_from_db()
    assert venue.name == "Mine"


def test_what_both_changed_is_shown_twice_and_kept_by_saving_again():
    venue = VenueFactory(address="Old")
    data = sent(VenueForm(instance=venue), address="Mine")
    Venue.objects.update(address="Theirs")
    form = again(VenueForm, venue, data)
    assert not form.is_valid()
    assert form.is_stale
    assert "“Theirs”" in form.errors["address"][0]
    assert "both changed: Address" in said(form)
    assert form["address"].value() == "Mine"
    second = again(VenueForm, venue, sent(form))
    assert second.is_valid()
    assert second.changes() == {"address": "Mine"}


def test_what_only_somebody_else_changed_is_never_undone():
    venue = VenueFactory(name="Old", address="Old")
    data = sent(VenueForm(instance=venue), name="Mine")
    Venue.objects.update(address="Theirs", step_free=True)
    form = again(VenueForm, venue, data)
    assert not form.is_valid()
    assert "Only somebody else changed: Address, Step-free access" in said(form)
    assert "address" not in form.errors
    assert [form[name].value() for name in ("name", "address", "step_free")] == [
        "Mine",
        "Theirs",
        True,
    ]
    second = again(VenueForm, venue, sent(form))
    assert second.is_valid()
    assert second.changes() == {"name": "Mine"}


def test_overtaken_between_the_warning_and_the_second_save_is_said_again():
    venue = VenueFactory(address="Old")
    data = sent(VenueForm(instance=venue), address="Mine")
    Venue.objects.update(address="Theirs")
    warned = sent(again(VenueForm, venue, data))
    Venue.objects.update(address="A third")
    form = again(VenueForm, venue, warned)
    assert not form.is_valid()
    assert "“A third”" in form.errors["address"][0]


def test_the_same_words_from_both_are_no_conflict():
    venue = VenueFactory(address="Old")
    data = sent(VenueForm(instance=venue), address=" Same ", name="Mine")
    Venue.objects.update(address="Same")
    assert again(VenueForm, venue, data).is_valid()


def test_what_is_saved_now_is_said_in_words():
    ward, other, theirs = WardFactory(), WardFactory(), WardFactory(name="Theirs")
    venue = VenueFactory(ward=ward, address="Old", step_free=None)
    data = sent(VenueForm(instance=venue), ward=other.pk, address="Mine", step_free="false")
    Venue.objects.update(ward=theirs, address="", step_free=True)
    form = again(VenueForm, venue, data)
    assert not form.is_valid()
    assert "Theirs" in form.errors["ward"][0]
    assert "nothing" in form.errors["address"][0]
    assert "yes" in form.errors["step_free"][0]


def test_times_languages_long_texts_and_lists_are_compared_as_they_are():
    session = SessionFactory(summary_en="One\nTwo", starts_at=datetime(2027, 7, 1, 17, tzinfo=UTC))
    typed = {"title_en": "Mine", "summary_en": "One\r\nTwo"}
    data = sent(SessionForm(instance=session), **typed)
    assert again(SessionForm, session, data).is_valid()
    Session.objects.update(starts_at=datetime(2027, 7, 1, 16, tzinfo=UTC), title_en="Theirs")
    form = again(SessionForm, session, data)
    assert not form.is_valid()
    assert form["starts_at"].value().isoformat() == "2027-07-01T17:00:00"
    assert "“Theirs”" in form.errors["title_en"][0]
    assert set(form.errors) == {"__all__", "title_en"}


def test_a_field_that_was_not_on_the_page_is_not_emptied():
    venue = VenueFactory(address="Theirs")
    shown = VenueForm(instance=venue)
    del shown.fields["address"]
    form = again(VenueForm, venue, sent(shown, name="Mine"))
    assert not form.is_valid()
    assert form["address"].value() == "Theirs"
    assert again(VenueForm, venue, sent(form)).is_valid()


@pytest.mark.parametrize("marks", ["", "{", "[]", '"x"', None])
def test_a_page_without_its_marks_is_shown_again_with_its_words(marks):
    venue = VenueFactory(address="Theirs")
    data = sent(VenueForm(instance=venue), address="Mine")
    data.pop(MADE_FROM)
    if marks is not None:
        data[MADE_FROM] = marks
    form = again(VenueForm, venue, data)
    assert not form.is_valid()
    assert form["address"].value() == "Mine"
    assert again(VenueForm, venue, sent(form)).is_valid()


def test_other_faults_are_said_with_it():
    venue = VenueFactory(address="Old")
    data = sent(VenueForm(instance=venue), name="", address="Mine", postcode="nonsense")
    Venue.objects.update(address="Theirs", postcode="LU99 1AB")
    form = again(VenueForm, venue, data)
    assert not form.is_valid()
    assert {"name", "address", "postcode"} <= set(form.errors)
    assert form["postcode"].value() == "nonsense"


def test_a_new_thing_was_made_from_nothing():
    form = VenueForm(QueryDict("name=New&postcode="))
    assert form.is_valid(), form.errors
    assert MADE_FROM not in form.cleaned_data
    assert VenueForm()[MADE_FROM].value() == ""


def test_a_file_that_nobody_chose_stays_and_a_chosen_one_is_asked_about():
    paper = PaperFactory()
    data = sent(PaperForm(instance=paper))
    assert again(PaperForm, paper, data).is_valid()
    Paper.objects.update(file="theirs.png")
    untouched = again(PaperForm, paper, data)
    assert not untouched.is_valid()
    assert "Only somebody else changed: File" in said(untouched)
    mine = SimpleUploadedFile("mine.png", b"x")
    chosen = again(PaperForm, paper, data, {"file": mine})
    assert not chosen.is_valid()
    assert "theirs.png" in " ".join(chosen.errors["file"])


def test_a_plain_form_knows_it_too():
    data = sent(MinutesForm(initial={"words": "Old"}), words="Mine")
    same = MinutesForm(data, initial={"words": "Old"})
    assert same.is_valid()
    assert same.cleaned_data == {"words": "Mine"}
    form = MinutesForm(data, initial={"words": "Theirs"})
    assert not form.is_valid()
    assert "“Theirs”" in form.errors["words"][0]


def test_what_was_deleted_meanwhile_is_a_refusal():
    venue = VenueFactory()
    data = sent(VenueForm(instance=venue))
    Venue.objects.all().delete()
    with pytest.raises(Refusal) as gone:
        VenueForm(data, instance=venue)
    assert gone.value.code == "gone"


def test_the_marks_are_no_change():
    venue = VenueFactory()
    form = again(VenueForm, venue, sent(VenueForm(instance=venue)))
    assert form.is_valid(), form.errors
    assert not form.has_changed()
