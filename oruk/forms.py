"""What a reader of the feed may ask, by the names of the standard's OpenAPI file."""

from django import forms
from django.core.exceptions import ValidationError

from places.services import point_of_postcode

USUAL_PAGE, MOST_A_PAGE = 50, 500
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BY_NAME = {name.lower(): number for number, name in enumerate(NAMES, start=1)}
BY_NAME |= {day.lower(): number for number, day in enumerate(DAYS, start=1)}
FARTHEST_METRES = 100_000


class PageForm(forms.Form):
    """Which page, and how long one is."""

    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    per_page = forms.IntegerField(min_value=1, max_value=MOST_A_PAGE, required=False)


class ServicesForm(PageForm):
    """Which services. Ages and times narrow as the standard says."""

    search = forms.CharField(max_length=200, required=False)
    taxonomy_term_id = forms.UUIDField(required=False)
    taxonomy_id = forms.UUIDField(required=False)
    minimum_age = forms.IntegerField(min_value=0, max_value=150, required=False)
    maximum_age = forms.IntegerField(min_value=0, max_value=150, required=False)
    start_time = forms.TimeField(required=False)
    end_time = forms.TimeField(required=False)
    day = forms.CharField(max_length=12, required=False)

    def clean_day(self) -> int | None:
        """A weekday, Monday being 1: “MO”, “Monday”, or a date."""
        typed = self.cleaned_data["day"].strip().lower()
        if not typed:
            return None
        if typed in BY_NAME:
            return BY_NAME[typed]
        try:
            return forms.DateField().clean(typed).isoweekday()
        except ValidationError:
            raise ValidationError("Give a weekday, such as MO or Monday, or a date.") from None


class PlacesForm(ServicesForm):
    """Which services, and how near to a postcode they are held."""

    postcode = forms.CharField(max_length=10, required=False)
    proximity = forms.IntegerField(min_value=1, max_value=FARTHEST_METRES, required=False)

    def clean_postcode(self):
        """The point of a postcode that the portal knows."""
        typed = self.cleaned_data["postcode"]
        if not typed:
            return None
        point = point_of_postcode(typed)
        if point is None:
            raise ValidationError("This postcode isn’t known here: Luton’s are.")
        return point
