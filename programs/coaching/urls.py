"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.coaching import views

CONTRACT = "contracts/<uuid:engagement_id>/"

app_name = "coaching"
urlpatterns = [
    path("contracts/", views.contract_list, name="contract-list"),
    path("contracts/new/<uuid:program_id>/", views.contract_create, name="contract-create"),
    path(CONTRACT, views.contract_detail, name="contract-detail"),
    path(f"{CONTRACT}design/", views.contract_design, name="contract-design"),
    path(f"{CONTRACT}design/start/", views.contract_start_design, name="contract-start-design"),
    path(f"{CONTRACT}design/objective/", views.contract_objective_create, name="contract-objective-create"),
    path(
        f"{CONTRACT}design/objective/<uuid:objective_id>/",
        views.contract_objective_change,
        name="contract-objective-change",
    ),
    path(
        f"{CONTRACT}design/objective/<uuid:objective_id>/remove/",
        views.contract_objective_remove,
        name="contract-objective-remove",
    ),
    path(f"{CONTRACT}send/", views.contract_send, name="contract-send"),
    path(f"{CONTRACT}agreement/", views.contract_agreement, name="contract-agreement"),
    path(f"{CONTRACT}360/", views.feedback_start, name="feedback-start"),
    path(f"{CONTRACT}360/answer/", views.feedback_answer, name="feedback-answer"),
    path(f"{CONTRACT}360/remind/", views.feedback_remind, name="feedback-remind"),
    path(f"{CONTRACT}360/suggest/", views.rater_suggest, name="rater-suggest"),
    path(f"{CONTRACT}360/change/", views.feedback_change, name="feedback-change"),
    path(f"{CONTRACT}reports/", views.report_list, name="report-list"),
    path(f"{CONTRACT}reports/write/", views.report_write, name="report-write"),
    path(f"{CONTRACT}sponsor-sees/", views.sponsor_view, name="sponsor-view"),
    path("reports/<uuid:report_id>/", views.report_detail, name="report-detail"),
    path("reports/<uuid:report_id>/preview/", views.report_preview, name="report-preview"),
    path("reports/<uuid:report_id>/take-back/", views.report_take_back, name="report-take-back"),
    path(f"{CONTRACT}pause/", views.contract_pause, name="contract-pause"),
    path(f"{CONTRACT}resume/", views.contract_resume, name="contract-resume"),
    path(f"{CONTRACT}evaluate/", views.contract_evaluate, name="contract-evaluate"),
    path(f"{CONTRACT}close/", views.contract_close, name="contract-close"),
    path(f"{CONTRACT}oversee/", views.contract_oversee, name="contract-oversee"),
    path(f"{CONTRACT}cancel/", views.contract_cancel, name="contract-cancel"),
]
