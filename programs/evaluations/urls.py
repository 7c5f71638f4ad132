"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("evaluations/", views.request_list, name="request-list"),
    path("evaluations/overview/", views.overview, name="overview"),
    path("evaluations/requests/<uuid:request_id>/", views.request_answer, name="request-answer"),
    path("evaluations/rounds/<uuid:round_id>/", views.round_results, name="round-results"),
]
