"""Addresses of the Collaboration Fund, below /fund/."""

from django.urls import path

from collaboration_fund.views import answers, budget, own, partners, public, standing

app_name = "collaboration_fund"

ours = "application/<slug:reference>"
sending = f"{ours}/sent/<int:stage>/<int:number>"

urlpatterns = [
    path("", public.rounds, name="rounds"),
    path(f"{ours}/", standing.application, name="application"),
    path(f"{ours}/title/", own.TitlePage.as_view(), name="title"),
    path(f"{ours}/withdraw/", own.WithdrawPage.as_view(), name="withdraw"),
    path(f"{ours}/review/", own.ReviewPage.as_view(), name="review"),
    path(f"{ours}/copy/<slug:slug>/", own.copy, name="copy"),
    path(f"{ours}/answers/", answers.AnswersTasks.as_view(), name="answers"),
    path(f"{ours}/answers/check/", answers.CheckAndSend.as_view(), name="check"),
    path(f"{ours}/answers/<slug:page>/", answers.AnswersPage.as_view(), name="answers_page"),
    path(f"{ours}/file/<uuid:file_id>/", answers.answer_file, name="answer_file"),
    path(f"{ours}/document/<int:pk>/", answers.sent_document, name="sent_document"),
    path(f"{ours}/partners/", partners.PartnersPage.as_view(), name="partners"),
    path(f"{ours}/partners/<int:pk>/", partners.PartPage.as_view(), name="part"),
    path(f"{ours}/partners/<int:pk>/remove/", partners.RemovePage.as_view(), name="remove"),
    path(f"{ours}/partners/<int:pk>/accept/", partners.accept, name="accept"),
    path(f"{ours}/partners/<int:pk>/leave/", partners.leave, name="leave"),
    path(f"{ours}/partners/<int:pk>/subsidies/", budget.SubsidyPage.as_view(), name="subsidies"),
    path(f"{ours}/budget/", budget.BudgetPage.as_view(), name="budget"),
    path(f"{ours}/budget/<int:pk>/", budget.LinePage.as_view(), name="line"),
    path(f"{ours}/budget/<int:pk>/remove/", budget.RemoveLinePage.as_view(), name="line_remove"),
    path(f"{sending}/", own.edition, name="edition"),
    path(f"{sending}/receipt.pdf", own.edition_pdf, name="edition_pdf"),
    path(f"{sending}/and/<int:other>/", own.compare, name="compare"),
    path("<slug:slug>/", public.round_page, name="round"),
    path("<slug:slug>/can-we-apply/", public.eligibility, name="eligibility"),
    path("<slug:slug>/form.pdf", public.form_pdf, name="form_pdf"),
    path("<slug:slug>/apply/", own.apply, name="apply"),
]
