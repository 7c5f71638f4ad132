"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.evaluations import result_views, views

app_name = "evaluations"
urlpatterns = [
    path("evaluations/", views.request_list, name="request-list"),
    path("evaluations/overview/", result_views.overview, name="overview"),
    path("evaluations/programs/<uuid:program_id>/", result_views.program_results, name="program-results"),
    path("evaluations/programs/<uuid:program_id>/export/", result_views.program_export, name="program-export"),
    path("evaluations/programs/<uuid:program_id>/report/", result_views.program_report, name="program-report"),
    path("evaluations/requests/<uuid:request_id>/", views.request_answer, name="request-answer"),
    path("evaluations/rounds/<uuid:round_id>/", result_views.round_results, name="round-results"),
]
