"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.coaching import views

CONTRACT = "contracts/<uuid:engagement_id>/"
CLAUSES = "contracts/clauses/<uuid:program_id>/"
COACHES = "coaches/<uuid:coach_id>/"
CREDENTIAL = "coaches/credentials/<uuid:credential_id>/"
CHOICE = "choices/<uuid:choice_id>/"
PROPOSAL = "choices/proposals/<uuid:coach_proposal_id>/"

app_name = "coaching"
urlpatterns = [
    path("coaches/", views.coach_list, name="coach-list"),
    path("coaches/new/", views.coach_create, name="coach-create"),
    path("coaches/credentials/", views.credential_list, name="credential-list"),
    path(COACHES, views.coach_detail, name="coach-detail"),
    path(f"{COACHES}change/", views.coach_change, name="coach-change"),
    path(f"{COACHES}credentials/new/", views.credential_create, name="credential-create"),
    path(f"{CREDENTIAL}change/", views.credential_change, name="credential-change"),
    path(f"{CREDENTIAL}remove/", views.credential_remove, name="credential-remove"),
    path(f"{CREDENTIAL}answer/", views.credential_answer, name="credential-answer"),
    path("choices/", views.choice_list, name="choice-list"),
    path("choices/new/<uuid:program_id>/", views.choice_create, name="choice-create"),
    path("choices/asked/", views.proposal_list, name="proposal-list"),
    path(CHOICE, views.choice_detail, name="choice-detail"),
    path(f"{CHOICE}manage/", views.choice_manage, name="choice-manage"),
    path(f"{CHOICE}others/", views.choice_others, name="choice-others"),
    path(f"{CHOICE}withdraw/", views.choice_withdraw, name="choice-withdraw"),
    path(f"{PROPOSAL}meet/", views.coach_meet, name="coach-meet"),
    path(f"{PROPOSAL}choose/", views.coach_choose, name="coach-choose"),
    path(f"{PROPOSAL}decline/", views.proposal_decline, name="proposal-decline"),
    path("contracts/", views.contract_list, name="contract-list"),
    path("contracts/new/<uuid:program_id>/", views.contract_create, name="contract-create"),
    path(CLAUSES, views.clause_list, name="clause-list"),
    path(f"{CLAUSES}new/", views.clause_create, name="clause-create"),
    path(f"{CLAUSES}take-over/", views.clause_adopt, name="clause-adopt"),
    path(f"{CLAUSES}<uuid:clause_id>/", views.clause_change, name="clause-change"),
    path(f"{CLAUSES}<uuid:clause_id>/end/", views.clause_end, name="clause-end"),
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
    path(f"{CONTRACT}agreement/<int:number>/", views.contract_version, name="contract-version"),
    path(f"{CONTRACT}agreement/<int:number>/agreement.txt", views.contract_document, name="contract-document"),
    path(f"{CONTRACT}amend/", views.contract_amend, name="contract-amend"),
    path(f"{CONTRACT}amendment/", views.contract_amendment, name="contract-amendment"),
    path(f"{CONTRACT}amendment/drop/", views.contract_amendment_drop, name="contract-amendment-drop"),
    path(f"{CONTRACT}extend/", views.contract_extend, name="contract-extend"),
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
    path(f"{CONTRACT}budget/", views.contract_budget, name="contract-budget"),
    path("contracts/hours/", views.hours, name="hours"),
    path("contracts/hours/export/", views.hours_export, name="hours-export"),
    path(f"{CONTRACT}hours-consent/", views.hours_consent, name="hours-consent"),
    path("sessions/<uuid:session_id>/charge/", views.charge_waive, name="charge-waive"),
]
