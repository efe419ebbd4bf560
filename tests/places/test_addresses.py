"""Which two addresses are one home: sure where it can be, unsure where somebody has to look."""

import pytest

from places.addresses import Sameness, same_home

SAME, DIFFERENT, UNSURE = Sameness

PAIRS = [
    # However it is written.
    ("10 Park Street", "10 park street", SAME),
    ("10 Park St", "10 Park Street", SAME),
    ("10 Park St.", "10, Park Street", SAME),
    ("10 Dunstable Rd", "10 Dunstable Road", SAME),
    ("10 Park Ave", "10 Park Avenue", SAME),
    ("10 Park Street, Luton", "10 Park Street", SAME),
    ("10a Park Street", "10 A Park Street", SAME),
    ("10A Park Street", "10a park st", SAME),
    ("10-12 Park Street", "10 – 12 Park Street", SAME),
    ("St Mary’s Road 5", "5 St Marys Road", SAME),
    ("Rose Cottage", "rose cottage", SAME),
    ("Flat 2, 10 Park Street", "10, Flat 2 Park Street", SAME),
    ("Flat 2, 10 Park Street", "10 Park Street, Flat 2", SAME),
    ("Flat 2, 10 Park Street", "Apartment 2, 10 Park St", SAME),
    ("Flat 2, 10 Park Street", "Apt 2 10 Park Street", SAME),
    ("2/15 Park Street", "2 / 15 Park St", SAME),
    ("２ Park Street", "2 Park Street", SAME),
    ("Ground Floor Flat, 10 Park Street", "ground floor flat 10 park st", SAME),
    ("Room 4, 10 Park Street", "10 Park Street Room 4", SAME),
    ("Flat A, 10 Park Street", "flat a 10 Park Street", SAME),
    ("1st Floor Flat, 10 Park Street", "First floor flat, 10 Park Street", SAME),
    ("5 2nd Avenue", "5 Second Avenue", SAME),
    ("No. 10 Park Street", "10 Park Street", SAME),
    ("Flat no 2, 10 Park Street", "Flat 2, 10 Park Street", SAME),
    ("Flat 02, 10 Park Street", "Flat 2, No 010 Park Street", SAME),
    ("Flat Two, 10 Park Street", "Flat 2, 10 Park Street", SAME),
    ("Flat 2/10 Park Street", "Flat 2, 10 Park Street", SAME),
    ("Flat A1, Linden House", "flat a1 Linden Ho", SAME),
    ("Room 4, Flat 2, 10 Park Street", "Flat 2, Room 4, 10 Park Street", SAME),
    ("10 St Mary’s Road", "10 Saint Marys Rd", SAME),
    ("10 High Town Road", "10 Hightown Road", SAME),
    ("10 The Crescent", "10 Crescent", SAME),
    ("10 Park Street, Luton LU1 2BQ", "10 Park Street", SAME),
    ("10 Park Street lu12bq", "10 Park Street", SAME),
    # Another number is another home.
    ("Flat 1, 11 Park Street", "Flat 11, 1 Park Street", DIFFERENT),
    ("2/15 Park Street", "21/5 Park Street", DIFFERENT),
    ("1 Park Street", "11 Park Street", DIFFERENT),
    ("Flat 1, 10 Park Street", "Flat 2, 10 Park Street", DIFFERENT),
    ("10a Park Street", "10b Park Street", DIFFERENT),
    ("Flat A, 10 Park Street", "Flat B, 10 Park Street", DIFFERENT),
    ("Ground floor flat, 10 Park Street", "First floor flat, 10 Park Street", DIFFERENT),
    ("10 Park Street", "12 Park Street", DIFFERENT),
    ("10 Park Street", "10 Dunstable Road", DIFFERENT),
    ("10-12 Park Street", "14-16 Park Street", DIFFERENT),
    ("Rose Cottage", "Holly Lodge", DIFFERENT),
    ("10 Park Street", "12 Dunstable Road", DIFFERENT),
    ("Flat A1, Linden House", "Flat A2, Linden House", DIFFERENT),
    ("Room 4, Flat 2, 10 Park Street", "Room 5, Flat 2, 10 Park Street", DIFFERENT),
    # One says less than the other, or what it says can be read in two ways.
    ("Flat 2, 10 Park Street", "10 Park Street", UNSURE),
    ("2/15 Park Street", "15/2 Park Street", UNSURE),
    ("15/2 Park Street", "Flat 2, 15 Park Street", UNSURE),
    ("10", "10 Park Street", UNSURE),
    ("10 Park", "10 Park Street", UNSURE),
    ("10 Prak Street", "10 Park Street", UNSURE),
    ("10a Park Street", "10 Park Street", UNSURE),
    ("10a Park Street", "Flat A, 10 Park Street", UNSURE),
    ("10-12 Park Street", "10 Park Street", UNSURE),
    ("Rose Cottage, 10 Park Street", "10 Park Street", UNSURE),
    ("Rose Cottage, Park Street", "Rose Cottage", UNSURE),
    ("Ground floor flat, 10 Park Street", "Flat 1, 10 Park Street", UNSURE),
    ("The flat, 10 Park Street", "Flat 1, 10 Park Street", UNSURE),
    ("The flat, 10 Park Street", "The flat, 10 Park Street", UNSURE),
    ("Flat 3, 10 Park Street", "Room 4, 10 Park Street", UNSURE),
    ("Flat 2, 10 Park Street", "Room 4, Flat 2, 10 Park Street", UNSURE),
    ("10 & 12 Park Street", "10 Park Street", UNSURE),
    ("2-10 Park Street", "Flat 2, 10 Park Street", UNSURE),
    ("Rose Cottage", "10 Park Street", UNSURE),
    ("Flat 3, Linden Court", "Flat 3, 10 Park Street", UNSURE),
    ("Flat 12 Linden Court", "12 Linden Court", UNSURE),
    ("Flat 2, Block 3, 10 Park Street", "Flat 2, 10 Park Street", UNSURE),
]


@pytest.mark.parametrize(("one", "other", "is_one"), PAIRS)
def test_two_first_lines_of_one_postcode(one, other, is_one):
    assert same_home((one, "LU1 2BQ"), (other, "lu12bq")) == is_one
    assert same_home((other, "LU1 2BQ"), (one, "LU1 2BQ")) == is_one


def test_another_postcode_is_another_home():
    assert same_home(("10 Park Street", "LU1 2BQ"), ("10 Park Street", "LU1 2BR")) == DIFFERENT


def test_forty_pairs_stand_in_the_table():
    assert len(PAIRS) >= 40


@pytest.mark.parametrize("odd", ["", "?", ",,,", "/", "flat", "0", "\u200b", "x" * 500, "٢ پارک"])
def test_whatever_is_typed_has_an_answer(odd):
    for other in ("10 Park Street", odd):
        assert same_home((odd, ""), (other, "")) in Sameness
