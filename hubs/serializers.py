"""What the API says of hubs."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hubs.enums import ANSWERS, Answer, MeasuredBy, NoticeKind
from hubs.models import AccessFact, Hub, HubFacility, Notice, SourceLine
from hubs.services import Entry
from places.models import Area


class FacilitySerializer(serializers.ModelSerializer):
    """One thing that a hub has."""

    class Meta:
        model = HubFacility
        fields = ["kind", "note"]
        read_only_fields = fields


class FactSerializer(serializers.ModelSerializer):
    """One access fact as measured: an answer, or a number of centimetres or of bays."""

    answer = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in Answer if one.value], read_only=True
    )
    measured_by = serializers.ChoiceField(choices=MeasuredBy.choices, read_only=True)

    class Meta:
        model = AccessFact
        fields = ["kind", "answer", "number", "note", "measured_on", "measured_by"]
        read_only_fields = fields

    def to_representation(self, instance):
        """Of what is counted, null in place of an answer."""
        said = super().to_representation(instance)
        if ANSWERS[instance.kind] == (Answer.NUMBER,):
            said["answer"] = None
        return said


class NoticeSerializer(serializers.ModelSerializer):
    """That a hub is closed, or partly; without an end where nobody knows it."""

    kind = serializers.ChoiceField(choices=NoticeKind.choices, read_only=True)
    instead_hub = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)

    class Meta:
        model = Notice
        fields = ["kind", "what", "starts_at", "ends_at", "instead", "instead_hub"]
        read_only_fields = fields


class SourceLineSerializer(serializers.ModelSerializer):
    """What the council's plan says of a place, word for word."""

    class Meta:
        model = SourceLine
        fields = ["document", "pages", "words"]
        read_only_fields = fields


class HubSerializer(serializers.ModelSerializer):
    """A community hub. An access fact that isn't named has not been measured: that is not a no.

    `is_open` is null where nobody has said the hours, and of a hub that is planned. `step_free` is
    false while the lift is out of order.
    """

    name = serializers.CharField(source="venue.name", read_only=True)
    address = serializers.CharField(source="venue.address", read_only=True)
    postcode = serializers.CharField(source="venue.postcode", read_only=True)
    venue = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    ward = serializers.SlugRelatedField(
        source="venue.ward", slug_field="slug", read_only=True, allow_null=True
    )
    area = serializers.ChoiceField(
        source="venue.ward.area",
        choices=Area.choices,
        default=None,
        read_only=True,
        allow_null=True,
    )
    serves = serializers.SlugRelatedField(slug_field="slug", read_only=True, many=True)
    facilities = FacilitySerializer(many=True, read_only=True)
    access = FactSerializer(source="facts", many=True, read_only=True)
    notices = serializers.SerializerMethodField()
    what_the_plan_says = SourceLineSerializer(source="source_lines", many=True, read_only=True)
    is_open = serializers.SerializerMethodField()
    open_until = serializers.SerializerMethodField()
    opens_at = serializers.SerializerMethodField()
    step_free = serializers.SerializerMethodField()

    class Meta:
        model = Hub
        fields = [
            "slug",
            "name",
            "state",
            "venue",
            "address",
            "postcode",
            "ward",
            "area",
            "easting",
            "northing",
            "serves",
            "about",
            "getting_there",
            "run_by",
            "email",
            "telephone",
            "website",
            "facilities",
            "access",
            "step_free",
            "is_open",
            "open_until",
            "opens_at",
            "notices",
            "what_the_plan_says",
            "assured_on",
            "is_demo",
        ]
        read_only_fields = fields

    def _entry(self, hub) -> Entry:
        return self.context["entries"][hub.pk]

    @extend_schema_field(NoticeSerializer(many=True))
    def get_notices(self, hub):
        """What holds now or is announced."""
        return NoticeSerializer(self._entry(hub).notices, many=True).data

    def get_is_open(self, hub) -> bool | None:
        """Whether it is open now."""
        now = self._entry(hub).now
        return now and now.is_open

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_open_until(self, hub):
        """When that ends."""
        now = self._entry(hub).now
        return now and now.until

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_opens_at(self, hub):
        """When it opens next, if it is shut."""
        now = self._entry(hub).now
        return now and now.opens_at

    def get_step_free(self, hub) -> bool | None:
        """Whether one gets in without a step now."""
        return self._entry(hub).step_free
