"""Nobody is found in what is published, nor by taking one figure from another."""

import pytest

from core.statistics import parts_apart, published


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (8, "10")]
)
def test_counts_are_rounded_and_small_ones_hidden(count, said):
    assert published(count) == said


@pytest.mark.parametrize(
    ("counts", "apart"),
    [
        ({"a": 30, "b": 20}, ["a", "b"]),
        ({"a": 30, "b": 9}, []),
        ({"a": 30, "b": 12, "c": 9}, ["a"]),
        ({"a": 30, "b": 12, "c": 4, "d": 6}, ["a", "b"]),
        ({"a": 9}, []),
        ({}, []),
    ],
)
def test_a_part_is_counted_apart_where_neither_it_nor_the_rest_is_small(counts, apart):
    assert parts_apart(counts) == apart
