"""Panels that share no piece are said not to be comparable, and given no common scale."""

import pytest

from assessment.services import panels_apart, standings_of
from assessment.severity import connected
from tests.assessment.pieces import Assessed

pytestmark = pytest.mark.django_db


def test_assessors_are_tied_by_the_pieces_that_they_share():
    assert connected([]) == []
    assert connected([(1, "a"), (1, "b"), (2, "b"), (2, "c")]) == [{"a", "b", "c"}]
    assert connected([(1, "a"), (2, "b"), (3, "c"), (3, "a")]) == [{"b"}, {"a", "c"}]
    # A last piece ties what stood apart.
    assert connected([(1, "a"), (2, "b"), (3, "a"), (3, "b")]) == [{"a", "b"}]


def test_two_panels_that_share_no_piece_get_no_adjusted_level():
    found = Assessed(pieces=4, assessors=4)
    one, two, three, four = found.assessors
    for piece in found.pieces[:2]:
        found.gives(piece, {one: 3, two: 1})
    for piece in found.pieces[2:]:
        found.gives(piece, {three: 4, four: 4})
    standings = standings_of(found.assessment, found.rows())
    assert [standing.level for standing in standings] == [None] * 4
    assert [float(standing.mean) for standing in standings] == [4, 4, 2, 2]
    assert panels_apart(found.assessment) == [[one, two], [three, four]]


def test_one_shared_piece_puts_them_on_one_scale():
    found = Assessed(pieces=3, assessors=3)
    one, two, three = found.assessors
    found.gives(found.pieces[0], {one: 3, two: 1})
    found.gives(found.pieces[1], {two: 1, three: 1})
    assert panels_apart(found.assessment) == []
    levels = {s.piece: s.level for s in standings_of(found.assessment, found.rows())}
    assert levels[found.pieces[0]] is not None
    assert levels[found.pieces[2]] is None


def test_a_heavy_criterion_counts_as_often_as_it_weighs():
    found = Assessed(pieces=2, assessors=2, weights=(3, 1))
    heavy, light = found.criteria
    one, two = found.assessors
    found.gives(found.pieces[0], {one: {heavy: 4, light: 0}, two: {heavy: 4, light: 0}})
    found.gives(found.pieces[1], {one: {heavy: 0, light: 4}, two: {heavy: 0, light: 4}})
    best, worst = standings_of(found.assessment, found.rows())
    assert (best.piece, float(best.mean)) == (found.pieces[0], 3.0)
    assert float(worst.mean) == 1.0
    assert (best.level, worst.level) == (pytest.approx(3.0), pytest.approx(1.0))
