"""Addresses of an award, below those of its application."""

from django.urls import path

from awards.views import own

app_name = "awards"

urlpatterns = [
    path("", own.award, name="award"),
    path("agreement/<int:number>/", own.agreement, name="agreement"),
    path("agreement/<int:number>/agreement.pdf", own.agreement_pdf, name="agreement_pdf"),
    path("decline/", own.DeclinePage.as_view(), name="decline"),
]
