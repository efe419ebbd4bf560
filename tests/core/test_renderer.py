"""Fields come out as the portal's components: valid, wired, escaped, with nothing typed lost."""

import datetime

import pytest
from django import forms
from django.template import Context, Template

from core.fields import DateField
from tests.html import parse_fragment

HOSTILE = '"><script>alert(1)</script>&{{ 7 }}'
CHOICES = [("tea", "Tea"), ("coffee", "Coffee")]


def field_of(kind, **options):
    """One field of each kind the portal uses, all required."""
    kinds = {
        "text": lambda: forms.CharField(**options),
        "email": lambda: forms.EmailField(**options),
        "number": lambda: forms.IntegerField(min_value=1, **options),
        "password": lambda: forms.CharField(widget=forms.PasswordInput, **options),
        "textarea": lambda: forms.CharField(widget=forms.Textarea, **options),
        "counted": lambda: forms.CharField(widget=forms.Textarea, max_length=50, **options),
        "select": lambda: forms.ChoiceField(choices=CHOICES, **options),
        "grouped": lambda: forms.ChoiceField(choices=[("Hot", CHOICES)], **options),
        "several": lambda: forms.MultipleChoiceField(choices=CHOICES, **options),
        "radios": lambda: forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, **options),
        "checkboxes": lambda: forms.MultipleChoiceField(
            choices=CHOICES, widget=forms.CheckboxSelectMultiple, **options
        ),
        "checkbox": lambda: forms.BooleanField(**options),
        "date": lambda: DateField(**options),
        "file": lambda: forms.FileField(**options),
    }
    return kinds[kind]()


KINDS = [
    *("text", "email", "number", "password", "textarea", "counted", "select", "grouped"),
    *("several", "radios", "checkboxes", "checkbox", "date", "file"),
]


def form_of(*args, prefix=None, initial=None, **fields):
    return type("TestForm", (forms.Form,), fields)(*args, prefix=prefix, initial=initial)


def summary_and_form(form):
    template = Template("{% load portal %}{% error_summary form %}{{ form }}")
    return template.render(Context({"form": form}))


def controls(tree):
    tags = ("input", "select", "textarea")
    return [element for element in tree.iter() if element.tag in tags]


def all_text(element):
    return " ".join("".join(element.itertext()).split())


def by_class(tree, name):
    return [e for e in tree.iter() if name in (e.get("class") or "").split()]


def by_id(tree, name):
    return next(e for e in tree.iter() if e.get("id") == name)


def described_by(tree, words):
    described = [(e, (e.get("aria-describedby") or "").split()) for e in tree.iter()]
    return [e for e, ids in described if words.get("id") in ids]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", [None, "mine"])
def test_a_field_is_valid_html_with_its_label_and_hint(kind, prefix):
    field = field_of(kind, label="Your drink", help_text="Any you like")
    tree = parse_fragment(str(form_of(prefix=prefix, drink=field)))
    labels = [*tree.iter("label"), *tree.iter("legend")]
    assert any("Your drink" in all_text(label) for label in labels)
    hint = by_class(tree, "govuk-hint")[0]
    assert all_text(hint) == "Any you like"
    assert described_by(tree, hint)
    assert not by_class(tree, "govuk-error-message")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", [None, "mine"])
def test_an_error_is_told_twice_in_the_same_words_and_its_link_leads_to_a_control(kind, prefix):
    field = field_of(kind, error_messages={"required": "Say what you drink"})
    tree = parse_fragment(summary_and_form(form_of({}, prefix=prefix, drink=field)))
    (link,) = [link for link in tree.iter("a") if link.get("href")]
    assert all_text(link) == "Say what you drink"
    (error,) = by_class(tree, "govuk-error-message")
    assert all_text(error) == "Error: Say what you drink"
    assert by_id(tree, link.get("href")[1:]) in controls(tree)
    assert described_by(tree, error)


@pytest.mark.parametrize("kind", ["text", "textarea", "counted", "select", "radios", "checkboxes"])
def test_hostile_labels_hints_values_and_choices_stay_text(kind):
    field = field_of(kind, label=HOSTILE, help_text=HOSTILE)
    if hasattr(field, "choices"):
        field.choices = [(HOSTILE, HOSTILE)]
    value = [HOSTILE] if kind == "checkboxes" else HOSTILE
    tree = parse_fragment(str(form_of({"drink": value, "other": ""}, drink=field)))
    assert not list(tree.iter("script"))
    assert HOSTILE in all_text(tree)


def test_a_hostile_value_in_an_attribute_comes_back_as_it_was_typed():
    tree = parse_fragment(str(form_of({"drink": HOSTILE}, drink=field_of("text"))))
    assert controls(tree)[0].get("value") == HOSTILE


@pytest.mark.parametrize("kind", ["textarea", "counted"])
def test_a_text_that_begins_with_an_empty_line_keeps_it(kind):
    tree = parse_fragment(str(form_of({"drink": "\n\ntea"}, drink=field_of(kind))))
    assert controls(tree)[0].text == "\n\ntea"


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("radios", {"drink": "coffee"}, ["coffee"]),
        ("checkboxes", {"drink": ["tea", "coffee"]}, ["tea", "coffee"]),
        ("checkbox", {"drink": "on"}, ["on"]),
        ("checkbox", {}, []),
    ],
)
def test_what_was_ticked_stays_ticked(kind, typed, expected):
    tree = parse_fragment(str(form_of(typed, drink=field_of(kind))))
    ticked = [e.get("value") for e in controls(tree) if e.get("checked") is not None]
    assert ticked == expected


@pytest.mark.parametrize("kind", ["select", "grouped"])
def test_what_was_chosen_stays_chosen(kind):
    tree = parse_fragment(str(form_of({"drink": "coffee"}, drink=field_of(kind))))
    chosen = [e.get("value") for e in tree.iter("option") if e.get("selected") is not None]
    assert chosen == ["coffee"]


def test_a_date_shows_the_date_given_and_what_was_typed_wrong():
    given = form_of(initial={"drink": datetime.date(2026, 3, 31)}, drink=field_of("date"))
    assert [e.get("value") for e in controls(parse_fragment(str(given)))] == ["31", "3", "2026"]
    typed = {"drink_0": "31", "drink_1": "2", "drink_2": "soon"}
    wrong = form_of(typed, drink=field_of("date"))
    assert wrong.errors["drink"] == ["Enter a real date in numbers, like 31 3 2026"]
    assert [e.get("value") for e in controls(parse_fragment(str(wrong)))] == ["31", "2", "soon"]


@pytest.mark.parametrize("typed", [("31", "4", "2026"), ("", "4", "2026"), ("1", "1", "9" * 400)])
def test_a_date_that_does_not_exist_is_refused(typed):
    data = {f"drink_{i}": part for i, part in enumerate(typed)}
    assert "drink" in form_of(data, drink=field_of("date")).errors


@pytest.mark.parametrize("year", ["27", "0027", "5", "-27"])
def test_a_short_year_is_explained_and_never_guessed(year):
    data = {"drink_0": "31", "drink_1": "3", "drink_2": year}
    words = form_of(data, drink=field_of("date")).errors["drink"]
    expected = "Enter a real date in numbers, like 31 3 2026"
    if year.isdecimal():
        expected = "Enter all four numbers of the year, like 2026"
    assert words == [expected]


def test_a_date_is_a_date():
    form = form_of({"drink_0": " 1", "drink_1": "04", "drink_2": "2026"}, drink=field_of("date"))
    assert form.is_valid()
    assert form.cleaned_data["drink"] == datetime.date(2026, 4, 1)


def test_optional_is_said_of_what_may_be_left_out_unless_the_form_says_otherwise():
    fields = {"drink": field_of("text", required=False), "food": field_of("text")}
    labels = [all_text(e) for e in parse_fragment(str(form_of(**fields))).iter("label")]
    assert labels == ["Drink (optional)", "Food"]
    search = form_of(mark_optional=False, **fields)
    assert [all_text(e) for e in parse_fragment(str(search)).iter("label")] == ["Drink", "Food"]


@pytest.mark.parametrize("kind", ["text", "radios", "select", "textarea", "date", "checkboxes"])
def test_a_label_can_be_the_heading_of_the_page(kind):
    tree = parse_fragment(str(form_of(page_heading="drink", drink=field_of(kind))))
    (heading,) = tree.iter("h1")
    assert all_text(heading) == "Drink"


def test_a_label_has_the_size_the_form_gives_it():
    html = str(form_of(label_sizes={"drink": "m"}, drink=field_of("text"), food=field_of("text")))
    assert 'govuk-label--m" for="id_drink"' in html
    assert 'govuk-label--s" for="id_food"' in html


def test_nothing_in_the_browser_cuts_or_blocks_what_is_typed():
    fields = {"name": forms.CharField(max_length=5), "age": forms.IntegerField(min_value=1)}
    name, age = controls(parse_fragment(str(form_of(**fields))))
    assert name.get("maxlength") is name.get("required") is age.get("min") is None
    assert (age.get("type"), age.get("inputmode")) == ("text", "numeric")


def test_attributes_of_the_widget_pass_through():
    widget = forms.TextInput(
        attrs={"autocomplete": "name", "inputmode": "text", "class": "wide", "data-x": HOSTILE}
    )
    (name,) = controls(parse_fragment(str(form_of(name=forms.CharField(widget=widget)))))
    assert name.get("autocomplete") == "name"
    assert name.get("inputmode") == "text"
    assert "wide" in name.get("class").split()
    assert name.get("data-x") == HOSTILE


@pytest.mark.parametrize("kind", ["text", "radios", "checkboxes", "checkbox", "select", "file"])
def test_a_field_that_may_not_be_changed_is_disabled(kind):
    tree = parse_fragment(str(form_of(drink=field_of(kind, disabled=True))))
    assert all(e.get("disabled") is not None for e in [*controls(tree), *tree.iter("option")][-1:])


def test_a_hidden_field_has_no_label():
    tree = parse_fragment(str(form_of(token=forms.CharField(widget=forms.HiddenInput))))
    assert not list(tree.iter("label"))
    assert controls(tree)[0].get("type") == "hidden"


def test_an_error_of_the_form_as_a_whole_follows_those_of_its_fields():
    form = form_of({}, drink=field_of("text", error_messages={"required": "Say what you drink"}))
    form.add_error(None, "Too late: the kitchen is closed.")
    tree = parse_fragment(summary_and_form(form))
    (listed,) = by_class(tree, "govuk-error-summary__list")
    assert [all_text(item) for item in listed] == [
        "Say what you drink",
        "Too late: the kitchen is closed.",
    ]


def test_no_summary_where_nothing_is_wrong():
    assert "error-summary" not in summary_and_form(form_of(drink=field_of("text")))


def test_a_widget_by_itself_stays_as_django_writes_it():
    form = form_of(drink=field_of("radios"), name=field_of("text"))
    assert "govuk" not in str(form["drink"])
    assert str(form["name"]) == '<input type="text" name="name" required id="id_name">'


def test_what_cannot_go_with_others_stands_apart_after_an_or():
    field = forms.MultipleChoiceField(
        choices=[*CHOICES, ("none", "None")], widget=forms.CheckboxSelectMultiple
    )
    field.exclusive = {"none"}
    html = str(form_of(taste=field)["taste"].as_field_group())
    tree = parse_fragment(html)
    boxes = [box for box in controls(tree) if box.get("data-behaviour") == "exclusive"]
    assert [box.get("value") for box in boxes] == ["none"]
    assert html.index("Coffee") < html.index('divider">or<') < html.index("None")


def test_words_are_counted_where_words_are_limited():
    field = forms.CharField(widget=forms.Textarea)
    field.max_words = 50
    html = str(form_of(why=field)["why"].as_field_group())
    parse_fragment(html)
    assert 'data-maxwords="50"' in html
    assert "You can enter up to 50 words" in html


def test_a_sign_stands_before_an_amount():
    field = forms.CharField()
    field.prefix = "£"
    html = str(form_of(cost=field)["cost"].as_field_group())
    assert 'govuk-input__prefix" aria-hidden="true">£<' in html
