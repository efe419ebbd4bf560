"""Where two records of one group become one, its needs, matches and partnerships come along."""

import pytest

from organisations.services import merge_organisations
from partnerships.enums import MatchState
from partnerships.models import Partner, Posting, Side
from people import roles
from tests.factories.organisations import group_with
from tests.factories.partnerships import PostingFactory, matched, partners
from tests.factories.people import officer_of

pytestmark = pytest.mark.django_db


def test_all_of_the_group_that_goes_is_of_the_one_that_stays():
    officer = officer_of(roles.FUND_OFFICER)
    _partnership, [_asking, (gone, _theirs)] = partners()
    kept, _owner = group_with()
    PostingFactory(organisation=kept)
    merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    for rows in (Posting.objects, Side.objects, Partner.objects):
        assert not rows.filter(organisation=gone).exists()
    assert Posting.objects.filter(organisation=kept).count() == 2


def test_two_that_were_matched_with_each_other_stand_there_once():
    officer = officer_of(roles.FUND_OFFICER)
    partnership, [(kept, _owner), (gone, _theirs)] = partners()
    merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    assert [*partnership.partners.values_list("organisation", flat=True)] == [kept.pk]
    assert [*partnership.match.sides.values_list("organisation", flat=True)] == [kept.pk]


def test_a_match_of_a_group_with_itself_is_taken_back():
    match, [(kept, _owner), (gone, _theirs)] = matched()
    officer = officer_of(roles.FUND_OFFICER)
    merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    match.refresh_from_db()
    assert match.state == MatchState.WITHDRAWN
