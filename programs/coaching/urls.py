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
    path(f"{CONTRACT}outcomes/", views.contract_outcomes, name="contract-outcomes"),
    path(f"{CONTRACT}next/", views.contract_next_step, name="contract-next-step"),
    path(f"{CONTRACT}closing/", views.contract_closing, name="contract-closing"),
    path(f"{CONTRACT}end/", views.contract_end_early, name="contract-end-early"),
    path(f"{CONTRACT}people/", views.contract_people, name="contract-people"),
    path(f"{CONTRACT}people/coach/", views.contract_replace_coach, name="contract-replace-coach"),
    path(f"{CONTRACT}people/sponsor/", views.contract_replace_sponsor, name="contract-replace-sponsor"),
    path(
        f"{CONTRACT}people/<uuid:participation_id>/leaves/",
        views.contract_remove_client,
        name="contract-remove-client",
    ),
    path(f"{CONTRACT}oversee/", views.contract_oversee, name="contract-oversee"),
    path(f"{CONTRACT}cancel/", views.contract_cancel, name="contract-cancel"),
]
