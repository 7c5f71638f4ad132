"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.goals import views, views_milestones, views_questions, views_revising

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
    path("objectives/<uuid:objective_id>/milestones/new/", views_milestones.milestone_create, name="milestone-create"),
    path("milestones/<uuid:milestone_id>/change/", views_milestones.milestone_change, name="milestone-change"),
    path("milestones/<uuid:milestone_id>/reach/", views_milestones.milestone_reach, name="milestone-reach"),
    path("milestones/<uuid:milestone_id>/remove/", views_milestones.milestone_remove, name="milestone-remove"),
    path("measurements/<uuid:measurement_id>/change/", views_milestones.measurement_change, name="measurement-change"),
    path("measurements/<uuid:measurement_id>/remove/", views_milestones.measurement_remove, name="measurement-remove"),
    path("objectives/<uuid:objective_id>/revise/", views_revising.objective_revise, name="objective-revise"),
    path("revisions/<uuid:revision_id>/agree/", views_revising.revision_agree, name="revision-agree"),
    path("revisions/<uuid:revision_id>/drop/", views_revising.revision_drop, name="revision-drop"),
    path("engagements/<uuid:engagement_id>/questions/", views_questions.question_list, name="question-list"),
    path("questions/<uuid:question_id>/change/", views_questions.question_change, name="question-change"),
    path("questions/<uuid:question_id>/withdraw/", views_questions.question_withdraw, name="question-withdraw"),
    path("questions/<uuid:question_id>/answer/", views_questions.question_answer, name="question-answer"),
    path("questions/<uuid:question_id>/reopen/", views_questions.question_reopen, name="question-reopen"),
    path("questions/<uuid:question_id>/bring/", views_questions.question_bring, name="question-bring"),
    path("actions/<uuid:action_id>/finish/", views.action_finish, name="action-finish"),
]
