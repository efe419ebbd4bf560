"""The officers' side of awards."""

from awards.admin import awards, payments, suppliers, templates

__all__ = ["awards", "payments", "suppliers", "templates"]
