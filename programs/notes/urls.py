"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notes import views

app_name = "notes"
urlpatterns = [
    path("sessions/<uuid:session_id>/write-up/", views.session_write_up, name="session-write-up"),
    path("sessions/<uuid:session_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/", views.note_list, name="note-list"),
    path("notes/<uuid:note_id>/change/", views.note_change, name="note-change"),
    path("notes/<uuid:note_id>/writing/", views.note_presence, name="note-presence"),
    path("notes/<uuid:note_id>/versions/", views.note_versions, name="note-versions"),
    path("notes/<uuid:note_id>/release/", views.note_release, name="note-release"),
    path("notes/<uuid:note_id>/take-back/", views.note_unrelease, name="note-unrelease"),
    path("notes/<uuid:note_id>/erase/", views.note_erase, name="note-erase"),
]
