"""What the API says of wards and venues."""

from rest_framework import serializers

from places.models import Area, Venue, Ward


class WardSerializer(serializers.ModelSerializer):
    """A ward of 2023: people counted by Census 2021, deprivation by the Indices of 2025.

    `deprived_lsoas` of its `lsoas` are in the most deprived fifth of England; decile 1 is the
    most deprived.
    """

    mean_deprivation_decile = serializers.FloatField(read_only=True)

    class Meta:
        model = Ward
        fields = [
            "slug",
            "code",
            "name",
            "area",
            "population",
            *Ward.ETHNIC_GROUPS,
            "disabled",
            "mean_deprivation_decile",
            "deprived_lsoas",
            "lsoas",
        ]
        read_only_fields = fields


class VenueSerializer(serializers.ModelSerializer):
    """Somewhere a session can be held. An access fact nobody has checked yet is null."""

    ward = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    area = serializers.ChoiceField(
        source="ward.area", choices=Area.choices, default=None, read_only=True, allow_null=True
    )

    class Meta:
        model = Venue
        fields = [
            "slug",
            "name",
            "address",
            "postcode",
            "ward",
            "area",
            *Venue.ACCESS_FACTS,
            "nearest_stop",
            "notes",
            "is_demo",
        ]
        read_only_fields = fields
