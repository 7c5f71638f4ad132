"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.evaluations import views
from programs.evaluations.views import results, rounds

app_name = "evaluations"
QUESTIONNAIRE = "evaluations/questionnaires/<uuid:questionnaire_id>/"
urlpatterns = [
    path("evaluations/", views.request_list, name="request-list"),
    path("evaluations/overview/", results.overview, name="overview"),
    path("evaluations/programs/<uuid:program_id>/", results.program_results, name="program-results"),
    path("evaluations/programs/<uuid:program_id>/export/", results.program_export, name="program-export"),
    path("evaluations/programs/<uuid:program_id>/report/", results.program_report, name="program-report"),
    path("evaluations/requests/<uuid:request_id>/", views.request_answer, name="request-answer"),
    path("evaluations/rounds/<uuid:round_id>/", results.round_results, name="round-results"),
    path("evaluations/questionnaires/", views.questionnaire_list, name="questionnaire-list"),
    path("evaluations/questionnaires/new/", views.create_questionnaire, name="questionnaire-create"),
    path("evaluations/questionnaires/standard/", views.add_standards, name="questionnaire-standards"),
    path(QUESTIONNAIRE, views.questionnaire_detail, name="questionnaire-detail"),
    path(f"{QUESTIONNAIRE}preview/", views.preview, name="questionnaire-preview"),
    path(f"{QUESTIONNAIRE}copy/", views.copy_questionnaire, name="questionnaire-copy"),
    path(f"{QUESTIONNAIRE}change/", views.change_questionnaire, name="questionnaire-change"),
    path(f"{QUESTIONNAIRE}publish/", views.publish_questionnaire, name="questionnaire-publish"),
    path(f"{QUESTIONNAIRE}retire/", views.retire_questionnaire, name="questionnaire-retire"),
    path(f"{QUESTIONNAIRE}restore/", views.restore_questionnaire, name="questionnaire-restore"),
    path(f"{QUESTIONNAIRE}delete/", views.delete_draft, name="questionnaire-delete"),
    path(f"{QUESTIONNAIRE}questions/new/", views.add_question, name="question-create"),
    path(f"{QUESTIONNAIRE}questions/<slug:question_key>/", views.change_question, name="question-change"),
    path(f"{QUESTIONNAIRE}questions/<slug:question_key>/move/", views.move_question, name="question-move"),
    path(f"{QUESTIONNAIRE}questions/<slug:question_key>/remove/", views.remove_question, name="question-remove"),
    path(f"{QUESTIONNAIRE}languages/", views.choose_language, name="questionnaire-languages"),
    path(f"{QUESTIONNAIRE}languages/<slug:language>/", views.translate, name="questionnaire-translate"),
    path("programs/<uuid:program_id>/evaluations/", rounds.plan_list, name="plan-list"),
    path("programs/<uuid:program_id>/evaluations/new/", rounds.plan_add, name="plan-add"),
    path("programs/<uuid:program_id>/evaluations/usual/", rounds.plan_defaults, name="plan-defaults"),
    path("evaluations/plans/<uuid:plan_id>/", rounds.plan_change, name="plan-change"),
    path("evaluations/plans/<uuid:plan_id>/stop/", rounds.plan_stop, name="plan-stop"),
    path("evaluations/rounds/<uuid:round_id>/manage/", rounds.round_manage, name="round-manage"),
    path("evaluations/rounds/<uuid:round_id>/close/", rounds.round_close, name="round-close"),
    path("evaluations/rounds/<uuid:round_id>/remind/", rounds.round_remind, name="round-remind"),
    path("evaluations/rounds/<uuid:round_id>/names/", rounds.round_anonymity, name="round-anonymity"),
    path("evaluations/rounds/<uuid:round_id>/guests/", rounds.guest_invite, name="guest-invite"),
    path("evaluations/requests/<uuid:request_id>/withdraw/", rounds.request_withdraw, name="request-withdraw"),
]
