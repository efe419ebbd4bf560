"""First lines of addresses as people write them."""

from core.text import comparable

# Short forms that people use, and the words they stand for.
SHORT = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close",
    "cres": "crescent", "cresc": "crescent", "ct": "court", "crt": "court", "dr": "drive",
    "gdns": "gardens", "gdn": "garden", "gr": "grove", "grn": "green", "ho": "house",
    "hse": "house", "ln": "lane", "pk": "park", "pl": "place", "sq": "square", "ter": "terrace",
    "terr": "terrace", "wy": "way", "apt": "flat", "apartment": "flat", "appt": "flat",
    "flt": "flat", "fl": "flat", "unit": "flat", "rm": "room", "nth": "north", "sth": "south",
    "bldg": "building",
}  # fmt: skip


def words_of(address: str) -> list[str]:
    """The words of an address in their order, comparable and with short forms written out."""
    return [SHORT.get(word, word) for word in comparable(address).split()]
