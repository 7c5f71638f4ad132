"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.goals import views, views_competencies, views_exercises, views_focus, views_questions, views_support

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
    path("sessions/<uuid:session_id>/aim/", views_focus.focus_aim, name="focus-aim"),
    path("sessions/<uuid:session_id>/takeaways/", views_focus.focus_takeaways, name="focus-takeaways"),
    path("objectives/<uuid:objective_id>/support/", views_support.objective_support, name="objective-support"),
    path("objectives/<uuid:objective_id>/supporters/new/", views_support.supporter_create, name="supporter-create"),
    path("supporters/<uuid:supporter_id>/end/", views_support.supporter_end, name="supporter-end"),
    path("supporters/<uuid:supporter_id>/", views_support.pulse_answer, name="pulse-answer"),
    path("supporters/<uuid:supporter_id>/no/", views_support.pulse_decline, name="pulse-decline"),
    path("actions/<uuid:action_id>/check-in/", views_exercises.check_in, name="check-in"),
    path("exercises/", views_exercises.exercise_list, name="exercise-list"),
    path("exercises/new/", views_exercises.exercise_create, name="exercise-create"),
    path("exercises/<uuid:exercise_id>/change/", views_exercises.exercise_change, name="exercise-change"),
    path("exercises/<uuid:exercise_id>/end/", views_exercises.exercise_end, name="exercise-end"),
    path("engagements/<uuid:engagement_id>/exercises/", views_exercises.assignment_list, name="assignment-list"),
    path(
        "engagements/<uuid:engagement_id>/exercises/choose/",
        views_exercises.assignment_choose,
        name="assignment-choose",
    ),
    path(
        "engagements/<uuid:engagement_id>/exercises/new/", views_exercises.assignment_create, name="assignment-create"
    ),
    path("assignments/<uuid:assignment_id>/", views_exercises.assignment_detail, name="assignment-detail"),
    path("assignments/<uuid:assignment_id>/answer/", views_exercises.assignment_answer, name="assignment-answer"),
    path("assignments/<uuid:assignment_id>/withdraw/", views_exercises.assignment_withdraw, name="assignment-withdraw"),
    path("competencies/", views_competencies.competency_list, name="competency-list"),
    path("competencies/new/", views_competencies.competency_create, name="competency-create"),
    path("competencies/starting-set/", views_competencies.competency_take, name="competency-take"),
    path("competencies/<uuid:competency_id>/change/", views_competencies.competency_change, name="competency-change"),
    path("competencies/<uuid:competency_id>/end/", views_competencies.competency_end, name="competency-end"),
    path("competencies/<uuid:competency_id>/reopen/", views_competencies.competency_reopen, name="competency-reopen"),
    path("actions/<uuid:action_id>/finish/", views.action_finish, name="action-finish"),
]
