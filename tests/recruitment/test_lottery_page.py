"""The public page of a lottery: whoever has nothing but its words finds the panel."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.urls import reverse

from recruitment import services
from recruitment.models import Draw
from tests.factories.people import sign_in
from tests.factories.recruitment import recruitment_officer, round_with_pool
from tests.html import parse_page
from tests.recruitment.test_drawing import TARGETS, drawn, published
from tests.recruitment.test_pages import own

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).parents[2] / "docs" / "selection.md"
GIVEN = "3 11 19 28 40 51"


@pytest.fixture
def officer():
    return recruitment_officer()


@pytest.fixture
def round(officer):
    """A settled pool of twelve for six seats, with targets."""
    found, _panel = round_with_pool(officer, 12)
    services.save_targets(round_id=found.pk, actor=officer, rows=TARGETS)
    return found


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


class Page:
    """What a visitor reads: each thing beside its name, the list of numbers, and all the words."""

    def __init__(self, client, round, **query):
        response = client.get(reverse("recruitment:draw", args=[round.slug]), query)
        assert response.status_code == 200
        tree = parse_page(response.content.decode())
        self.main = tree.find(".//main")
        self.words = text_of(self.main)
        names, things = (self.main.findall(f".//{tag}") for tag in ("dt", "dd"))
        self.said = {}
        for name, thing in zip(names, things, strict=True):
            self.said.setdefault(text_of(name), text_of(thing))
        lists = [[text_of(item) for item in ul.findall("li")] for ul in self.main.iter("ul")]
        self.panel = next((items for items in lists if re.match(r"P\d{4}$", items[0])), [])
        self.steps = [text_of(step) for step in self.main.find(".//ol").findall("li")]


def followed(page: Page, given: str) -> int:
    """The panel, by the steps of the page and the figures on it alone."""
    lines = ["draw", page.said["Fingerprint of the numbered panels (SHA-256)"], given]
    key = sha256("\n".join(lines).encode()).digest()
    panels = int(re.search(r"divided by ([\d,]+), plus 1", page.words)[1].replace(",", ""))
    limit = int(re.search(r"A number from ([\d,]+) on", page.words)[1].replace(",", ""))
    for place in range(9):
        digest = sha256(key + place.to_bytes(8, "big")).hexdigest()
        if int(digest[:16], 16) < limit:
            return int(digest[:16], 16) % panels + 1
    raise AssertionError


def test_a_stranger_finds_the_panel_from_the_page_alone(round, officer, client):
    drawn(round, officer)
    page = Page(client, round)
    panel = followed(page, page.said["What the source gave"])
    assert page.said["Panel drawn"].startswith(f"{panel},")
    file = client.get(reverse("recruitment:lottery", args=[round.slug])).content
    assert sha256(file).hexdigest() == page.said["Fingerprint of the numbered panels (SHA-256)"]
    rows = [row.split(",") for row in file.decode().splitlines()[1:]]
    assert page.panel == [person for number, person in rows if number == str(panel)]
    assert len(page.panel) == 6


def test_the_numbers_of_this_lottery_are_filled_in(round, officer, client):
    draw = drawn(round, officer)
    page = Page(client, round)
    key = sha256(f"draw\n{draw.lottery_sha256}\n{GIVEN}".encode()).hexdigest()
    digest = sha256(bytes.fromhex(key) + bytes(8)).hexdigest()
    assert page.said["The three lines"] == f"draw {draw.lottery_sha256} {GIVEN}"
    assert page.said["The key, their SHA-256"] == key
    assert page.said["The SHA-256 of the key and eight bytes that say 0"] == digest
    number = f"{digest[:16]} = {int(digest[:16], 16):,}"
    assert page.said["Its first 16 hexadecimal digits as a number"] == number
    assert page.said["The remainder by 1,000, plus 1"] == str(draw.number)


def test_a_number_that_is_typed_in_is_checked(round, officer, client):
    draw = published(round, officer)
    page = Page(client, round, given="7 8 9")
    assert f"That gives panel {followed(page, '7 8 9')}. Nothing is drawn yet." in page.words
    assert page.panel == []
    services.draw(draw_id=draw.pk, chance=GIVEN, actor=officer)
    draw.refresh_from_db()
    page = Page(client, round, given=f" {GIVEN} ")
    assert f"That gives panel {draw.number}. It is the panel that was drawn." in page.words
    for given in ("3, 11, 19, 28, 40, 51", "5, 12, 20, 29, 41, 52", "6, 13, 21, 30, 42, 53"):
        page = Page(client, round, given=given)
        other = followed(page, given)
        if other != draw.number:
            break
    assert f"That gives panel {other}. Panel {draw.number} was drawn." in page.words


def test_a_number_that_cannot_be_one_stays_and_is_named(round, officer, client):
    published(round, officer)
    for given, said in (("", "Enter what the source gave."), ("7" * 300, "to 200 characters")):
        page = Page(client, round, given=given)
        assert said in page.words
        assert "That gives panel" not in page.words
        assert page.main.find(".//input[@name='given']").get("value", "") == given


def test_spaces_inside_what_the_source_gave_can_be_read(round, officer, client):
    draw = published(round, officer)
    services.draw(draw_id=draw.pk, chance="3  11", actor=officer)
    tree = Page(client, round).main
    lines = "".join(tree.find(".//code[@class='portal-lines']").itertext())
    assert lines == f"draw\n{draw.lottery_sha256}\n3  11"


def test_the_page_and_the_guide_say_it_in_the_same_words(round, officer, client):
    published(round, officer)
    page = Page(client, round)
    guide = " ".join(DOCS.read_text(encoding="utf-8").split())
    assert len(page.steps) == 4
    for sentence in (*page.steps, re.search(r"A number from .*? and so on\.", page.words)[0]):
        assert sentence in guide
    for name in ("fingerprint", "numbering words", "what the source gave"):
        assert name in page.words.casefold()
        assert name in guide
    assert "seed" not in page.words.replace("--seed", "").replace("Demo seed", "")


def test_a_lowest_chance_of_nothing_is_explained(round, officer, client):
    draw = published(round, officer)
    assert Page(client, round).said["Lowest chance"] == "50.0%"
    for unreachable, said in (
        ([], "Above 0, and less than 0.1%"),
        (["P0001"], "None for 1 person of the pool: no panel that meets every target has room"),
        (["P0001", "P0002"], "None for 2 people of the pool"),
    ):
        outcome = draw.outcome | {"unreachable": unreachable, "lowest_percent": "0.0"}
        Draw.objects.filter(pk=draw.pk).update(outcome=outcome)
        assert Page(client, round).said["Lowest chance"].startswith(said)


def test_who_is_drawn_reads_so(round, officer, client):
    draw = drawn(round, officer)
    said = f"is on panel {draw.number}, which was drawn"
    for entry in (draw.entries.filter(chosen=chosen).first() for chosen in (True, False)):
        sign_in(client, entry.application.person, "code")
        page = client.get(own(entry.application)).content.decode()
        assert entry.pool_number in page
        assert ("You were drawn" in page, said in page) == (entry.chosen, entry.chosen)
