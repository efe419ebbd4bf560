"""What an applicant wrote is scored without what tells who they are, however they spelt it."""

import unicodedata
from types import SimpleNamespace

import pytest

from recruitment.services.redaction import without_identity

HIDDEN = "[removed]"


def application(**known):
    person = {"name": "José Núñez", "email": "jose.nunez77@demo.example"}
    person |= {name: known.pop(name) for name in ("name", "email") if name in known}
    details = {"organisation": "Quokka Demo Trust", "address": "Flat 2, 10 Xanadu St"} | known
    return SimpleNamespace(person=SimpleNamespace(**person), **details)


JOSE = application()
LI = application(name="Li Ho")
ALI = application(name="علی احمد")
OBRIEN = application(name="Aoife O’Brien")
DECOMPOSED = unicodedata.normalize("NFD", "José Núñez")

BLOTTED = [
    # The name: accents, case, order, decomposed, invisible characters, joined.
    (JOSE, "I am José Núñez.", "I am [removed] [removed]."),
    (JOSE, "I am Jose Nunez.", "I am [removed] [removed]."),
    (JOSE, "I am JOSE NUÑEZ.", "I am [removed] [removed]."),
    (JOSE, f"I am {DECOMPOSED}.", "I am [removed] [removed]."),
    (JOSE, "Nunez, Jose", "[removed], [removed]"),
    (JOSE, "I am Jo\u200bse\u00ad.", "I am [removed]."),
    (JOSE, "Ｊｏｓｅ", "[removed]"),
    (JOSE, "ask JoseNunez", "ask [removed]"),
    (JOSE, "ask nunezjose", "ask [removed]"),
    (JOSE, "Jose's choir", "[removed] choir"),
    (OBRIEN, "O'Brien and O’Brien", "[removed] and [removed]"),
    (OBRIEN, "OBrien or Brien", "[removed] or [removed]"),
    (OBRIEN, "Aoife O`Brien", "[removed] [removed]"),
    (application(name="Anne-Marie Łuk"), "Anne Marie Luk", "[removed] [removed] [removed]"),
    (application(name="Søren Straße"), "Soren STRASSE", "[removed] [removed]"),
    # Names of two letters.
    (LI, "I am Li Ho.", "I am [removed] [removed]."),
    (LI, "LI HO", "[removed] [removed]"),
    (LI, "call me li, at li-choir", "call me [removed], at [removed]-choir"),
    # Letters of another keyboard, vowel marks, other digits.
    (ALI, "میں علي أحمد ہوں", "میں [removed] [removed] ہوں"),
    (ALI, "عَلِی اَحمَد", "[removed] [removed]"),
    (ALI, "علـی", "[removed]"),
    (application(name="فاطمة"), "فاطمہ", "[removed]"),
    (ALI, "اح\u200dمد", "[removed]"),
    (ALI, "علی\u200cاحمد", "[removed]"),
    (application(name="كریم"), "کریم", "[removed]"),
    # Mailboxes, links, names of accounts.
    (JOSE, "write to other@demo.example now", "write to [removed] now"),
    (JOSE, "jose (at) demo (dot) example", "[removed]"),
    (JOSE, "x [at] demo.example", "[removed]"),
    (JOSE, "https://social.example/j.n?x=1 is mine", "[removed] is mine"),
    (JOSE, "www.nunez.example", "[removed]"),
    (JOSE, "see facebook.com/jn.9", "see [removed]"),
    (JOSE, "linkedin.com/in/someone!", "[removed]"),
    (JOSE, "nunez-choir.org.uk", "[removed]"),
    (JOSE, "I post as @jn_luton", "I post as [removed]"),
    (JOSE, "I post as jose.nunez77", "I post as [removed]"),
    (JOSE, "I post as josenunez77", "I post as [removed]"),
    (JOSE, "I post as JoseNunez84", "I post as [removed]"),
    (JOSE, "jn at demo dot co dot example", "[removed]"),
    (JOSE, "see bit.ly/jn9 or jn.blog", "see [removed] or [removed]"),
    # Telephone numbers.
    (JOSE, "07700 900123", HIDDEN),
    (JOSE, "07700/900123", HIDDEN),
    (JOSE, "07700-900-123", HIDDEN),
    (JOSE, "(01632) 960 001", HIDDEN),
    (JOSE, "07700–900‑123", HIDDEN),
    (JOSE, "07700, 900 123", HIDDEN),
    (JOSE, "7700 900123", HIDDEN),
    (JOSE, "923001234567", HIDDEN),
    (JOSE, "44 7700 900123", HIDDEN),
    (JOSE, "+92 (0) 300-1234567", HIDDEN),
    (JOSE, "+44 7700 900123", HIDDEN),
    (JOSE, "+92 300 1234567", HIDDEN),
    (JOSE, "0092 300 1234567", HIDDEN),
    (JOSE, "٠٧٧٠٠ ٩٠٠١٢٣", HIDDEN),
    (JOSE, "０７７００９００１２３", HIDDEN),
    # Postcodes and addresses.
    (JOSE, "LU1 2BQ or lu12bq", "[removed] or [removed]"),
    (JOSE, "ＬＵ１ ２ＢＱ", HIDDEN),
    (JOSE, "at 10 Xanadu Street", "at [removed]"),
    (JOSE, "at Xanadu St, 10", "at [removed]"),
    (JOSE, "10 Xanadu St, Flat 2", "[removed]"),
    (JOSE, "on Xanadu Street since May", "on [removed] since May"),
    (JOSE, "apartment 2 at 10 xanadu", "[removed] at [removed]"),
    # The organisation.
    (JOSE, "the QUOKKA-DEMO trust", "the [removed]"),
    (JOSE, "#QuokkaDemoTrust", "#[removed]"),
]


@pytest.mark.parametrize(("who", "wrote", "read"), BLOTTED)
def test_what_tells_who_wrote_it_is_blotted_out(who, wrote, read):
    assert without_identity(wrote, who) == read


KEPT = [
    (LI, "I live here and like holidays; hold on, ho and go."),
    (JOSE, "I know my street and my flat. Number 10, or 2 of 3."),
    (JOSE, "In 2019, 120 of 1,500 people said so; 07 March, 09:30 to 10:00."),
    (JOSE, "From 01/09/2019 to 01.10.2020, or 2019-2020, 0.5 1.25 2.75, the A6 1st."),
    (JOSE, "For £10,000,000,000 or 1 000 000 000 people aged 0-5 6-10 11-15; 1993 2004 2015."),
    (JOSE, "We meet at noon and dot the table; look at it."),
    (JOSE, "We trust the demo of it."),
    (JOSE, "The end.So it goes. E.g. and/or; the A505 and M1."),
    (application(name="Ali Rose"), "Alistair rosette realise"),
    (ALI, "علیحدہ احمدآباد"),
    (application(organisation="", address="The Old Mill"), "the old way"),
    (application(name=""), "Nothing is known of me."),
]


@pytest.mark.parametrize(("who", "wrote"), KEPT)
def test_ordinary_words_stay(who, wrote):
    assert without_identity(wrote, who) == wrote


def test_there_are_fifty_cases():
    assert len(BLOTTED) >= 50
