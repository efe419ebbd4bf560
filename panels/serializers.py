"""What the API says of topics and sessions; nothing about people."""

from datetime import UTC

from rest_framework import serializers

from panels.models import Session, Topic


class TopicSerializer(serializers.ModelSerializer):
    """A topic and its Luton 2040 theme."""

    theme = serializers.CharField(source="theme.title", read_only=True)

    class Meta:
        model = Topic
        fields = ["slug", "title", "summary", "theme", "is_demo"]
        read_only_fields = fields


class SessionSerializer(serializers.ModelSerializer):
    """A public session. Times are UTC; the online link is for people with a place only."""

    topic = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    venue = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    ward = serializers.CharField(
        source="venue.ward.slug", default=None, read_only=True, allow_null=True
    )
    provisions = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)
    is_online = serializers.BooleanField(read_only=True)
    places_left = serializers.IntegerField(read_only=True, allow_null=True)
    url = serializers.CharField(source="full_url", read_only=True)

    class Meta:
        model = Session
        fields = [
            "slug",
            "title",
            "summary",
            "topic",
            "state",
            "starts_at",
            "ends_at",
            "venue",
            "ward",
            "is_online",
            "audience",
            "host",
            "provisions",
            "capacity",
            "places_left",
            "registration_opens_at",
            "registration_closes_at",
            "outcome",
            "url",
            "is_demo",
        ]
        read_only_fields = fields
        extra_kwargs = {
            name: {"default_timezone": UTC}
            for name in ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")
        }
