from django.apps import AppConfig


class CollaborationFundConfig(AppConfig):
    name = "collaboration_fund"
    verbose_name = "Collaboration Fund"
