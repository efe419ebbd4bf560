"""What the API says of the fund's rounds; nothing about groups or people."""

from datetime import UTC

from rest_framework import serializers

from collaboration_fund.models import Priority, Round, Stage


class StageSerializer(serializers.ModelSerializer):
    """A stage of a round. Times are UTC."""

    class Meta:
        model = Stage
        fields = ["number", "opens_at", "closes_at"]
        read_only_fields = fields
        extra_kwargs = {name: {"default_timezone": UTC} for name in ("opens_at", "closes_at")}


class PrioritySerializer(serializers.ModelSerializer):
    """A priority area, and its Luton 2040 theme."""

    theme = serializers.CharField(source="theme.title", read_only=True)

    class Meta:
        model = Priority
        fields = ["words", "theme"]
        read_only_fields = fields


class RoundSerializer(serializers.ModelSerializer):
    """A round that takes applications. Amounts are in pence."""

    stages = StageSerializer(many=True, read_only=True)
    priorities = PrioritySerializer(many=True, read_only=True)
    url = serializers.CharField(source="full_url", read_only=True)

    class Meta:
        model = Round
        fields = [
            "slug",
            "title",
            "summary",
            "purpose",
            "total_pence",
            "largest_pence",
            "least_partners",
            "priorities_needed",
            "priorities",
            "stages",
            "hours",
            "decided_on",
            "url",
            "is_demo",
        ]
        read_only_fields = fields
