"""What the API says of the Taskforce: what its public pages show and nothing more."""

from datetime import UTC

from rest_framework import serializers

from taskforce.models import Evidence, Meeting, Member


class MemberSerializer(serializers.ModelSerializer):
    """A member in office who agreed to be named."""

    name = serializers.CharField(source="public_name", read_only=True)
    roles = serializers.SerializerMethodField()

    class Meta:
        model = Member
        fields = ["slug", "name", "seat", "sector", "roles", "starts_on", "ends_on", "is_demo"]
        read_only_fields = fields

    def get_roles(self, member) -> list[str]:
        """Chair or deputy, where they are one."""
        return [role.role for role in member.current_roles]


class MeetingSerializer(serializers.ModelSerializer):
    """A public meeting; with published minutes, their words. Times are UTC."""

    venue = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    minutes = serializers.SerializerMethodField()
    url = serializers.CharField(source="full_url", read_only=True)

    class Meta:
        model = Meeting
        fields = [
            "slug",
            "kind",
            "title",
            "summary",
            "agenda",
            "state",
            "starts_at",
            "ends_at",
            "venue",
            "minutes",
            "url",
            "is_demo",
        ]
        read_only_fields = fields
        extra_kwargs = {name: {"default_timezone": UTC} for name in ("starts_at", "ends_at")}

    def get_minutes(self, meeting) -> str | None:
        """The minutes once they are published."""
        minutes = getattr(meeting, "minutes", None)
        return minutes.text if minutes and minutes.are_public else None


class EvidenceSerializer(serializers.ModelSerializer):
    """A piece of evidence; its body only where all of it is public."""

    area = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    body = serializers.SerializerMethodField()

    class Meta:
        model = Evidence
        fields = [
            "slug",
            "kind",
            "title",
            "summary",
            "body",
            "provenance",
            "commissioned_from",
            "collected_from",
            "collected_until",
            "area",
            "publication",
            "is_demo",
        ]
        read_only_fields = fields

    def get_body(self, evidence) -> str | None:
        """The whole of it, where anybody may read that."""
        return evidence.body if evidence.is_public else None
