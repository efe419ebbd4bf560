"""Text comes in through one door."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.middleware import TidyText


def seen(request):
    door = TidyText(lambda request: HttpResponse())
    door(request)
    door.process_view(request, None, (), {})
    return request


def test_what_is_posted_is_tidied_before_any_view():
    typed = {"name": ["Ami\u200bna\x0b", "Jose\u0301"], "plain": ["as it is"]}
    post = seen(RequestFactory().post("/", typed)).POST
    assert post.getlist("name") == ["Amina", "Jos\u00e9"]
    assert post.getlist("plain") == ["as it is"]
    with pytest.raises(AttributeError, match="immutable"):
        post["name"] = "other"


def test_so_is_what_is_searched_for():
    assert seen(RequestFactory().get("/", {"q": "O\u200b’Brien"})).GET["q"] == "O’Brien"


def test_a_password_stays_as_it_was_typed():
    post = seen(RequestFactory().post("/", {"password1": "a\u200bb", "name": "a\u200bb"})).POST
    assert (post["password1"], post["name"]) == ("a\u200bb", "ab")


@pytest.mark.django_db
def test_a_whole_request_goes_through_it(client):
    page = client.get("/panels/", {"topic": "no\u200bne"}).content.decode()
    assert "\u200b" not in page
