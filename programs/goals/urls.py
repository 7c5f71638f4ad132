"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.goals import views, views_competencies, views_questions

app_name = "goals"
urlpatterns = [
    path("engagements/<uuid:engagement_id>/objectives/", views.objective_list, name="objective-list"),
    path("engagements/<uuid:engagement_id>/objectives/new/", views.objective_create, name="objective-create"),
    path("engagements/<uuid:engagement_id>/actions/new/", views.action_create, name="action-create"),
    path("objectives/<uuid:objective_id>/", views.objective_detail, name="objective-detail"),
    path("objectives/<uuid:objective_id>/change/", views.objective_change, name="objective-change"),
    path("objectives/<uuid:objective_id>/remove/", views.objective_remove, name="objective-remove"),
    path("objectives/<uuid:objective_id>/close/", views.objective_close, name="objective-close"),
    path("objectives/<uuid:objective_id>/measure/", views.measurement_create, name="measurement-create"),
    path("engagements/<uuid:engagement_id>/questions/", views_questions.question_list, name="question-list"),
    path("questions/<uuid:question_id>/change/", views_questions.question_change, name="question-change"),
    path("questions/<uuid:question_id>/withdraw/", views_questions.question_withdraw, name="question-withdraw"),
    path("questions/<uuid:question_id>/answer/", views_questions.question_answer, name="question-answer"),
    path("questions/<uuid:question_id>/reopen/", views_questions.question_reopen, name="question-reopen"),
    path("questions/<uuid:question_id>/bring/", views_questions.question_bring, name="question-bring"),
    path("competencies/", views_competencies.competency_list, name="competency-list"),
    path("competencies/new/", views_competencies.competency_create, name="competency-create"),
    path("competencies/starting-set/", views_competencies.competency_take, name="competency-take"),
    path("competencies/<uuid:competency_id>/change/", views_competencies.competency_change, name="competency-change"),
    path("competencies/<uuid:competency_id>/end/", views_competencies.competency_end, name="competency-end"),
    path("competencies/<uuid:competency_id>/reopen/", views_competencies.competency_reopen, name="competency-reopen"),
    path("actions/<uuid:action_id>/finish/", views.action_finish, name="action-finish"),
]
