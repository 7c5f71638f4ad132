"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.evaluations import round_views, views

app_name = "evaluations"
urlpatterns = [
    path("evaluations/", views.request_list, name="request-list"),
    path("evaluations/overview/", views.overview, name="overview"),
    path("evaluations/requests/<uuid:request_id>/", views.request_answer, name="request-answer"),
    path("evaluations/rounds/<uuid:round_id>/", views.round_results, name="round-results"),
    path("programs/<uuid:program_id>/evaluations/", round_views.plan_list, name="plan-list"),
    path("programs/<uuid:program_id>/evaluations/new/", round_views.plan_add, name="plan-add"),
    path("programs/<uuid:program_id>/evaluations/usual/", round_views.plan_defaults, name="plan-defaults"),
    path("evaluations/plans/<uuid:plan_id>/", round_views.plan_change, name="plan-change"),
    path("evaluations/plans/<uuid:plan_id>/stop/", round_views.plan_stop, name="plan-stop"),
    path("evaluations/rounds/<uuid:round_id>/manage/", round_views.round_manage, name="round-manage"),
    path("evaluations/rounds/<uuid:round_id>/close/", round_views.round_close, name="round-close"),
    path("evaluations/rounds/<uuid:round_id>/remind/", round_views.round_remind, name="round-remind"),
    path("evaluations/rounds/<uuid:round_id>/names/", round_views.round_anonymity, name="round-anonymity"),
    path("evaluations/rounds/<uuid:round_id>/guests/", round_views.guest_invite, name="guest-invite"),
    path("evaluations/requests/<uuid:request_id>/withdraw/", round_views.request_withdraw, name="request-withdraw"),
]
