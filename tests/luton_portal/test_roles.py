"""docs/roles.md says what officers really see."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from luton_portal.management.commands import write_roles
from people.roles import GIVES, ROLES
from tests.factories.people import officer_of, sign_in_officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_the_lists_of_a_role_are_those_that_its_officer_sees_on_the_home(client, role):
    sign_in_officer(client, officer_of(role))
    shown = client.get(reverse("admin:index")).context["app_list"]
    seen = {model["model"]: model["perms"] for area in shown for model in area["models"]}
    said = {model: write_roles.may(admin, role) for model, admin in site._registry.items()}
    assert {model for model, verbs in said.items() if verbs} == {*seen}
    for model, perms in seen.items():
        assert said[model][1:] == [verb for verb in write_roles.VERBS if perms[verb]], model


def test_only_administrators_give_what_sees_everything():
    given = {role for roles in GIVES.values() for role in roles}
    assert not given & {"Data protection officer", "Read only"}
