"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.goals import views

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
    path("actions/<uuid:action_id>/finish/", views.action_finish, name="action-finish"),
]
