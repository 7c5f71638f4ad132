"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notes import views

app_name = "notes"
urlpatterns = [
    path("sessions/<uuid:session_id>/write-up/", views.session_write_up, name="session-write-up"),
    path("sessions/<uuid:session_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/", views.note_list, name="note-list"),
    path("engagements/<uuid:engagement_id>/notes/openings/", views.ledger, name="ledger"),
    path("engagements/<uuid:engagement_id>/notes/oversight/", views.oversight_open, name="oversight-open"),
    path("engagements/<uuid:engagement_id>/notes/emergency/", views.emergency_ask, name="emergency-ask"),
    path("openings/", views.opening_list, name="opening-list"),
    path("openings/<uuid:opening_id>/", views.opening_decide, name="opening-decide"),
    path("openings/<uuid:opening_id>/notes/", views.opening_read, name="opening-read"),
    path("notes/<uuid:note_id>/change/", views.note_change, name="note-change"),
]
