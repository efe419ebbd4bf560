"""What the API says of published awards; nothing about people."""

from datetime import UTC

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from collaboration_fund.models import Share
from publishing import services
from publishing.models import PublicAward


class PaidGroupSerializer(serializers.ModelSerializer):
    """A group that is paid, and its part. `id` is a register's number, or the publisher's own."""

    id = serializers.SerializerMethodField()
    name = serializers.CharField(source="organisation.name", read_only=True)
    grant = serializers.SerializerMethodField()

    class Meta:
        model = Share
        fields = ["id", "name", "grant", "pence"]
        read_only_fields = fields

    def get_id(self, share) -> str:
        """By what the world knows the group."""
        return services.org_id(share.organisation)

    def get_grant(self, share) -> str:
        """The grant's id in the 360Giving file."""
        return services.grant_id(share.award, share)


class AwardSerializer(serializers.ModelSerializer):
    """A published award. Amounts are in pence, times are UTC."""

    reference = serializers.CharField(source="award.reference", read_only=True)
    title = serializers.CharField(source="award.title", read_only=True)
    pence = serializers.IntegerField(source="award.pence", read_only=True)
    decided_on = serializers.DateField(source="award.decided_on", read_only=True)
    state = serializers.CharField(source="award.state", read_only=True)
    round = serializers.CharField(source="award.round.slug", read_only=True)
    wards = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)
    priorities = serializers.SerializerMethodField()
    groups = serializers.SerializerMethodField()
    paid_to = PaidGroupSerializer(source="award.shares", many=True, read_only=True)
    url = serializers.CharField(source="full_url", read_only=True)
    is_demo = serializers.BooleanField(source="award.round.is_demo", read_only=True)

    class Meta:
        model = PublicAward
        fields = [
            "reference",
            "title",
            "purpose",
            "pence",
            "decided_on",
            "state",
            "round",
            "priorities",
            "is_town_wide",
            "wards",
            "groups",
            "paid_to",
            "changed_at",
            "url",
            "is_demo",
        ]
        read_only_fields = fields
        extra_kwargs = {"changed_at": {"default_timezone": UTC}}

    @extend_schema_field(list[str])
    def get_priorities(self, public):
        """The words of its priority areas."""
        return [one.words for one in public.award.application.priorities.all()]

    @extend_schema_field(list[str])
    def get_groups(self, public):
        """The names of all groups that do the work, the lead first."""
        return [group.name for group in public.groups]
