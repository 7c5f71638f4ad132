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
    path(f"{CONTRACT}pause/", views.contract_pause, name="contract-pause"),
    path(f"{CONTRACT}resume/", views.contract_resume, name="contract-resume"),
    path(f"{CONTRACT}evaluate/", views.contract_evaluate, name="contract-evaluate"),
    path(f"{CONTRACT}close/", views.contract_close, name="contract-close"),
    path(f"{CONTRACT}oversee/", views.contract_oversee, name="contract-oversee"),
    path(f"{CONTRACT}cancel/", views.contract_cancel, name="contract-cancel"),
    path(f"{CONTRACT}budget/", views.contract_budget, name="contract-budget"),
    path("contracts/hours/", views.hours, name="hours"),
    path("contracts/hours/export/", views.hours_export, name="hours-export"),
    path(f"{CONTRACT}hours-consent/", views.hours_consent, name="hours-consent"),
    path("sessions/<uuid:session_id>/charge/", views.charge_waive, name="charge-waive"),
]
