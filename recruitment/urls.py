"""Addresses of recruitment, below /taskforce/join/."""

from django.urls import path

from recruitment.views import answering, own, public

app_name = "recruitment"

own_pages = "application/<slug:reference>"

urlpatterns = [
    path("", public.rounds, name="rounds"),
    path("next-round/", public.follow, name="follow"),
    path(f"{own_pages}/", own.application, name="application"),
    path(f"{own_pages}/details/", own.details, name="details"),
    path(f"{own_pages}/answers/", own.AnswersStart.as_view(), name="answers"),
    path(f"{own_pages}/answers/check/", own.AnswersCheck.as_view(), name="answers_check"),
    path(f"{own_pages}/answers/<slug:page>/", own.AnswersPage.as_view(), name="answers_page"),
    path(f"{own_pages}/consent/", own.consent, name="consent"),
    path(f"{own_pages}/consent/withdraw/", own.withdraw_consent, name="withdraw_consent"),
    path(f"{own_pages}/selection/", own.SelectionStart.as_view(), name="selection"),
    path(f"{own_pages}/selection/check/", own.SelectionCheck.as_view(), name="selection_check"),
    path(f"{own_pages}/selection/<slug:page>/", own.SelectionPage.as_view(), name="selection_page"),
    path(f"{own_pages}/change/", own.reopen, name="reopen"),
    path(f"{own_pages}/withdraw/", answering.withdraw, name="withdraw"),
    path(f"{own_pages}/accept/", answering.accept, name="accept"),
    path(f"{own_pages}/decline/", answering.decline, name="decline"),
    path("<slug:slug>/", public.round_page, name="round"),
    path("<slug:slug>/can-i-apply/", public.eligibility, name="eligibility"),
    path("<slug:slug>/apply/", own.apply, name="apply"),
    path("<slug:slug>/invite/", public.invite, name="invite"),
    path("<slug:slug>/draw/", public.draw_page, name="draw"),
    path("<slug:slug>/draw/targets.csv", public.targets_file, name="lottery_targets"),
    path("<slug:slug>/draw/lottery.csv", public.lottery_file, name="lottery"),
]
