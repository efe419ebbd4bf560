"""What officers and assessors see of an assessment."""

from assessment.admin import assessing, assessments, criteria

__all__ = ["assessing", "assessments", "criteria"]
